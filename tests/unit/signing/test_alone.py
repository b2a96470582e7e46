"""Waiting for a lock as Windows does it, whose own waiting gives up after ten seconds."""

import errno

import pytest

from signing import alone
from signing.errors import DriverBroken


@pytest.mark.parametrize("said", [errno.EACCES, errno.EDEADLK])
def test_a_lock_held_by_another_process_is_waited_for_however_long_it_takes(
    monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(alone.time, "sleep", pauses.append)

    def held() -> None:
        if len(pauses) < 1000:
            raise OSError(said, "held")

    alone.wait_for(held)

    assert len(pauses) == 1000


def test_a_lock_that_fails_for_another_reason_is_a_broken_driver_and_not_waited_for() -> None:
    def broken() -> None:
        raise OSError(errno.EBADF, "closed")

    with pytest.raises(DriverBroken) as told:
        alone.wait_for(broken)

    assert told.value.context == {"why": "OSError"}
