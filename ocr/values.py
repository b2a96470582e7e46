"""Values as papers write them (giá trị trên giấy): dates, numbers, names, personal identification numbers."""

import re
from collections.abc import Callable
from datetime import date

from ocr.lexicon import official
from ocr.vietnamese import FEMALE, MALE, compose, fold

_LEADERS = re.compile(r"[.…_·]{2,}|…")
_EDGE = " :;.,-–—_|…\"'“”‘’«»*~`"
_MISREAD = str.maketrans("oqd\u00f8il|!szb", "00001111528")
_SPELLED = re.compile(
    r"ngay\s*(\S{1,4}(?:\s\d)?)?\s*[,.]?\s*thang\s*(\S{1,4}(?:\s\d)?)?\s*[,.]?\s*nam\s*[:.]?\s*(\d\s?\d\s?\d\s?\d)"
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*[/\-]\s*(\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[89]\d{2}|20\d{2})(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_MONTHS = 12
_ID_DIGITS = (9, 12)

Parsed = tuple[str | None, float]
"""A value and how sure its form makes it, 0-1."""


def clean(text: str) -> str:
    """Returns text without dotted leaders and the signs around it."""
    return re.sub(r"\s+", " ", _LEADERS.sub(" ", compose(text))).strip(_EDGE)


def parse_date(text: str) -> Parsed:
    """Reads a date: ISO day, or "YYYY-MM" or "YYYY" where the paper says no more."""
    key = fold(compose(text))
    spelled = _SPELLED.search(key)
    if spelled is not None:
        year = int(re.sub(r"\s", "", spelled.group(3)))
        day, day_sure = _number(spelled.group(1))
        month, month_sure = _number(spelled.group(2))
        value = _iso(year, month, day)
        return (value, day_sure * month_sure) if value is not None else (None, 0.0)
    numeric = _NUMERIC.search(key)
    if numeric is not None:
        day, month, year = (int(part) for part in numeric.groups())
        value = _iso(year, month, day)
        return (value, 1.0 if value else 0.0)
    return _part_of_date(key)


def _part_of_date(key: str) -> Parsed:
    month = _MONTH.search(key)
    if month is not None and 1 <= int(month.group(1)) <= _MONTHS:
        return f"{int(month.group(2)):04d}-{int(month.group(1)):02d}", 0.9
    year = _YEAR.search(key)
    return (year.group(1), 0.9) if year is not None else (None, 0.0)


def _number(text: str | None) -> tuple[int | None, float]:
    if not text:
        return None, 0.0
    plain = re.sub(r"[\s,.;:]", "", text)
    if plain.isdigit():
        return int(plain), 1.0
    guess = plain.translate(_MISREAD)
    return (int(guess), 0.4) if guess.isdigit() else (None, 0.0)


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None or day is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def date_in_words(text: str) -> str | None:
    """Reads a date written in words («ngày mười lăm tháng ba năm hai nghìn không trăm linh năm») as an ISO day."""
    key = fold(clean(text))
    found = re.search(r"ngay (.+?),? thang (.+?),? nam (.+)", key)
    if found is None:
        return None
    day, month, year = (words_number(part) for part in found.groups())
    return _iso(year, month, day) if year is not None else None


def words_number(words: str) -> int | None:
    """Reads a Vietnamese number in words, 0-9999; None when a word is no number."""
    known = {fold(word): value for word, value in official()["numbers"]["words"].items()}
    thousands, total, last = 0, 0, None
    for word in fold(words).split():
        if word in {"nghin", "ngan"}:
            thousands, total, last = (total + (last or 0)) * 1000, 0, None
        elif word == "tram":
            total, last = total + (last or 0) * 100, None
        elif word == "muoi" and last is not None:
            total, last = total + last * 10, None
        elif word in known:
            total, last = total + (last or 0), known[word]
        elif word not in {"linh", "le", "mung", "mong"}:
            return None
    return thousands + total + (last or 0)


def parse_id(text: str) -> Parsed:
    """Reads a personal identification number of 12 digits or an identity card number of 9."""
    for found in re.finditer(r"\d[\d .]{7,16}\d", text):
        digits = re.sub(r"\D", "", found.group())
        if len(digits) in _ID_DIGITS:
            return digits, 1.0
    return None, 0.0


def parse_name(text: str) -> Parsed:
    """Reads a person's name: two to seven words of letters, spelling kept."""
    words = []
    for word in clean(text).split():
        bare = word.strip(_EDGE)
        if not bare or not all(letter.isalpha() or letter in "'’-" for letter in bare):
            break
        words.append(bare)
        if word.endswith((",", ";", ".")):
            break
    capitals = sum(word[0].isupper() for word in words)
    if not words:
        return None, 0.0
    long_enough = 2 <= len(words) <= 7  # words in a Vietnamese name
    return " ".join(words), (1.0 if long_enough else 0.6) * (0.4 + 0.6 * capitals / len(words))


def parse_sex(text: str) -> Parsed:
    """Reads the sex as papers print it."""
    words = fold(clean(text)).split()
    for word in words[:3]:
        if word == "nam":
            return official_sex(male=True), 1.0
        if word in {"nu", "nir", "nit"}:
            return official_sex(male=False), 1.0
    return None, 0.0


def official_sex(*, male: bool) -> str:
    """Returns «Nam» or «Nữ»."""
    return MALE if male else FEMALE


def parse_text(text: str) -> Parsed:
    """Reads free text."""
    value = clean(text)
    return (value or None), 0.95 if value else 0.0


def parse_number(text: str) -> Parsed:
    """Reads a number of a register or a card: letters, digits and what stands between them, without spaces around."""
    found = re.search(
        r"[0-9A-Z\u0110][0-9A-Za-z\u0110\u0111./\-]*(?:\s?[/\-]\s?[0-9A-Za-z\u0110\u0111.\-]+)*", clean(text)
    )
    if found is None or not any(letter.isdigit() for letter in found.group()):
        return None, 0.0
    return re.sub(r"\s", "", found.group()).strip(_EDGE), 0.95


def parse_area(text: str) -> Parsed:
    """Reads an area in square metres as a plain number."""
    found = re.search(r"\d[\d.,]*", clean(text))
    if found is None:
        return None, 0.0
    digits = found.group().rstrip(".,")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        digits = digits.replace(".", "")
    return digits.replace(",", "."), 0.95


PARSERS: dict[str, Callable[[str], Parsed]] = {
    "date": parse_date,
    "personal-id": parse_id,
    "name": parse_name,
    "sex": parse_sex,
    "text": parse_text,
    "place": parse_text,
    "number": parse_number,
    "area": parse_area,
}
"""What the `type` of a field in a kind's file names."""
