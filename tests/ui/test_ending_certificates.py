"""A certificate that ends within thirty days is told wherever people look, whether its token is in or not."""

import pytest

from desk.model.certification import Purpose, Signer
from desk.model.verification import PinState
from desk.work.signers import TokenShown
from ui.models.keys_shown import KeyShown, KeyState
from ui.views.certify_words import key_words_of
from ui.views.status_words import token_words


def shown(days: int, *, plugged: bool | None = True, name: str = "Lý Thị Mai") -> TokenShown:
    signer = Signer(1, Purpose.OFFICER, "T1", "0" * 64, b"", ())
    return TokenShown(signer, name, plugged, PinState.READY if plugged else None, open=False, days_left=days)


@pytest.mark.parametrize("plugged", [True, False, None])
def test_the_status_bar_tells_the_end_of_a_certificate_before_it_tells_of_an_absent_token(plugged: bool | None) -> None:
    words, tone = token_words([shown(300, plugged=False, name="Triệu Thị Miền"), shown(29, plugged=plugged)])

    assert words == "Token: Lý Thị Mai · còn 29 ngày"
    assert tone == "doubt"


def test_a_certificate_of_thirty_days_and_more_is_no_warning_yet() -> None:
    assert token_words([shown(30)]) == ("Token: Lý Thị Mai · còn 30 ngày", "ok")
    assert token_words([shown(30, plugged=False)])[0] == "Chưa cắm USB của Lý Thị Mai"


@pytest.mark.parametrize("state", ["ready", "open", "absent", "low"])
@pytest.mark.parametrize(("days", "warned"), [(30, False), (29, True), (0, True)])
def test_the_screen_of_certifying_tells_the_days_left_of_a_key_in_whatever_state(
    state: KeyState, days: int, warned: bool
) -> None:
    key = KeyShown(Purpose.OFFICER, "Lý Thị Mai", "Phó Chủ tịch", state, days)

    words, warns = key_words_of(key)

    assert warns is (warned or state in ("absent", "low"))
    assert (f"còn {days} ngày" in words) is (warned or state in ("ready", "open"))
