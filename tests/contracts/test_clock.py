"""What every `Clock` owes the desk: aware times in UTC that do not run backwards."""

from datetime import timedelta

import pytest

from desk.ports import Clock
from desk.wiring import SystemClock
from tests.fakes.office import StoppedClock


@pytest.fixture(params=[SystemClock, StoppedClock], ids=["system", "stopped"])
def clock(request: pytest.FixtureRequest) -> Clock:
    made: Clock = request.param()
    return made


def test_the_time_is_aware_and_in_utc(clock: Clock) -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_the_time_does_not_run_backwards(clock: Clock) -> None:
    assert clock.now() <= clock.now()
