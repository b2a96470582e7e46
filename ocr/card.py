"""The QR text of an identity card (mã QR trên thẻ căn cước): seven fields between bars, sometimes more."""

from collections.abc import Iterable
from datetime import date

from ocr.values import clean
from ocr.vietnamese import compose

_NAMES = ("so_dinh_danh", "so_cmnd", "ho_ten", "ngay_sinh", "gioi_tinh", "noi_thuong_tru", "ngay_cap")
_LEAST = 6
_DATES = {"ngay_sinh", "ngay_cap"}


def card_fields(codes: Iterable[str]) -> dict[str, str]:
    """Returns the fields of the first code that is a card's, {} when none is; a tail behind the seventh is left."""
    for code in codes:
        parts = [clean(part) for part in compose(code).split("|")]
        if len(parts) < _LEAST or not (parts[0].isdigit() and len(parts[0]) == 12):  # digits of the number
            continue
        named = dict(zip(_NAMES, parts, strict=False))
        return {name: value for name, raw in named.items() if (value := _day(raw) if name in _DATES else raw)}
    return {}


def _day(text: str) -> str:
    if len(text) != 8 or not text.isdigit():  # ddMMyyyy
        return ""
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2])).isoformat()
    except ValueError:
        return ""


def has_machine_lines(text: str) -> bool:
    """Tells whether lines for machines (ICAO 9303) stand on a side: that is a card's back."""
    return any("<<" in line and sum(not letter.isalnum() for letter in line) >= 4 for line in text.splitlines())
