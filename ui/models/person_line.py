"""A line about a person, pasted at the counter (dòng về người dân): the number and the name to look them up by."""

import re
from dataclasses import dataclass
from datetime import date

from desk.work.kinds_shown import FieldLabels
from ui.models.smart_paste import is_card, pasted
from ui.models.typing_forms import PERSONAL, in_threes

_NUMBER, _NAME = "so_dinh_danh", "ho_ten"
_FIELDS = (
    FieldLabels(_NAME, "name", ("Họ và tên", "Họ, chữ đệm, tên", "Full name", "Tên")),
    FieldLabels(_NUMBER, PERSONAL, ("Số định danh cá nhân", "Số/No", "Số định danh")),
    FieldLabels("ngay_sinh", "date", ("Ngày, tháng, năm sinh", "Ngày sinh")),
    FieldLabels("gioi_tinh", "sex", ("Giới tính",)),
    FieldLabels("noi_thuong_tru", "place", ("Nơi thường trú", "Nơi cư trú")),
    FieldLabels("dien_thoai", "phone", ("Điện thoại", "Số điện thoại", "SĐT")),
)
_ALONE = re.compile(r"(?<![0-9])(?:[0-9]{12}|[0-9]{3}(?:[ .\-][0-9]{3}){3})(?![0-9])")
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,6}")
"""A name alone: two to seven words of letters."""


@dataclass(frozen=True)
class PersonLine:
    """What a pasted line says of a person.

    Attributes:
        asked: What to look them up by: the text of a card's QR, the number in threes, or the name.
        name: Their name, for a person nobody knows yet; "" when none is told.
    """

    asked: str
    name: str = ""


def person_line(text: str) -> PersonLine | None:
    """Understand a line about a person; None when it is a plain number or a plain name."""
    if is_card(text):
        return PersonLine(" ".join(text.split()))
    found = pasted(text, _FIELDS, _NUMBER, date.max)
    values = found.values if found is not None else {}
    name = values.get(_NAME, "")
    number = values.get(_NUMBER, "")
    alone = _ALONE.search(text)
    if not number and alone is not None and alone.group() != text.strip():
        number = in_threes(re.sub(r"[^0-9]", "", alone.group()))
        rest = " ".join((text[: alone.start()] + " " + text[alone.end() :]).split()).strip(" ,;:-–·")
        name = name or (rest if _WORDS.fullmatch(rest) else "")
    return PersonLine(number or name, name) if number or name else None
