"""What the square codes of slips say: every slip is read back, and no other code is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.model.slip import Slip, read_slip

_CODES = st.one_of(
    st.from_regex(r"TAM-[0-9]{6}-[0-9]{4}", fullmatch=True),
    st.from_regex(r"H[0-9]{2}(\.[0-9]{1,3}){0,2}-[0-9]{6}-[0-9]{4}", fullmatch=True),
    st.from_regex(r"[0-9A-Z][0-9A-Z./-]{1,30}[0-9A-Z]", fullmatch=True),
)
_SLIPS = st.builds(
    lambda code, component, page, more: Slip(code, component, page, page + more),
    _CODES,
    st.none() | st.integers(1, 99),
    st.integers(1, 9),
    st.integers(0, 9),
)


@given(_SLIPS)
def test_every_slip_is_read_back_from_its_text(slip: Slip) -> None:
    assert read_slip(slip.text) == slip


@given(_SLIPS, st.integers(0, 40), st.sampled_from(" ?#*|=\n"))
def test_a_text_with_a_sign_too_much_is_no_slip(slip: Slip, at: int, sign: str) -> None:
    text = f"{slip.text[:at]}{sign}{slip.text[at:]}"

    assert read_slip(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "008087000421|012345678|Nông Thị Hạnh|05031987|Nữ|Nà Hang|10042021",
        "SAOY1*01-BS*2026*12*AAAA*BBBB",
        "",
        "https://dichvucong.gov.vn/tra-cuu?ma=TAM-261126-0001",
        "SAOY1 D=",
        "SAOY1 D=TAM-261126-0001 K=0",
        "SAOY1 D=TAM-261126-0001 P=3/2",
        "SAOY2 D=TAM-261126-0001 K=1",
        "TAM-261126-0001 ",
        "tam-261126-0001",
        "0123456789012",
    ],
)
def test_codes_of_other_papers_and_torn_codes_are_no_slips(text: str) -> None:
    assert read_slip(text) is None


def test_a_cover_sheet_may_name_its_dossier_alone() -> None:
    assert read_slip("SAOY1 D=TAM-261126-0007") == Slip("TAM-261126-0007")


def test_the_plain_code_of_a_dossier_is_the_first_page_of_its_slip() -> None:
    slip = read_slip("TAM-261126-0007")

    assert slip == Slip("TAM-261126-0007")
    assert slip is not None
    assert slip.text == "TAM-261126-0007"
