"""Civil status papers of the rehearsal (giấy tờ hộ tịch diễn tập): birth, marriage, marital status, death."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.rehearsal.drawing import GOLD, RED, Sheet
from desk.rehearsal.people import Person, rehearsal_words, spelled_date

LEFT, RIGHT, MIDDLE = 24.0, 188.0, 105.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet with the true values of its fields, by the names of `ocr/kinds`, dates as ISO."""

    sheet: Sheet
    fields: dict[str, str]


def words() -> dict[str, Any]:
    """Return the words of the sample papers."""
    return rehearsal_words("papers")


def printed(day: date) -> str:
    """Return a day as papers print it."""
    return f"{day:%d/%m/%Y}"


def dated(shape: str, day: date) -> str:
    """Return a line with a date in words (NĐ 30/2020/NĐ-CP: zero before days under 10 and months 1 and 2)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return shape.format(day=f"{day.day:02d}", month=month, year=day.year)


def shown(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values as printed: whole ISO dates turned into day/month/year."""
    out = {}
    for name, value in values.items():
        try:
            out[name] = printed(date.fromisoformat(value)) if len(value) == 10 else value
        except ValueError:
            out[name] = value
    return out


def rows(
    sheet: Sheet, y: float, table: Sequence[Sequence[Sequence[str]]], values: Mapping[str, str], size: float = 12.5
) -> float:
    """Write the rows of a form with their values; an empty row is a gap. Return the next baseline."""
    for row in table:
        if not row:
            y += 2.6
            continue
        widths = [sheet.length(f"{label} {values[name]}", size, "b") + 6 for label, name in row]
        spare = (RIGHT - LEFT - sum(widths)) / len(row)
        x, after = LEFT, y
        for (label, name), width in zip(row, widths, strict=True):
            end = min(RIGHT, x + width + spare)
            after = max(after, sheet.entry(x, y, end - (0 if end == RIGHT else 2), label, values[name], size))
            x = end
        y = after
    return y


def state_head(sheet: Sheet, y: float, middle: float = MIDDLE) -> None:
    """Write the name of the state and its motto, ruled."""
    sheet.centre(middle, y, words()["state"], 13, "b")
    sheet.centre(middle, y + 6.4, words()["motto"], 13, "b")
    half = sheet.length(words()["motto"], 13, "b") / 2 * 0.92
    sheet.rule(middle - half, middle + half, y + 8.2)


def office_head(sheet: Sheet, y: float, number: str) -> None:
    """Write the office at the left, the state at the right, the number under the office."""
    first, second = words()["office_lines"]
    sheet.centre(56, y, first, 13, "b")
    sheet.centre(56, y + 6.2, second, 13, "b")
    sheet.rule(46, 66, y + 8.2)
    sheet.centre(138, y, words()["state"], 12.5, "b")
    sheet.centre(138, y + 6.2, words()["motto"], 13, "b")
    sheet.rule(108, 168, y + 8.2)
    sheet.centre(56, y + 15.5, f"{words()['number']} {number}", 13)


def sign(sheet: Sheet, y: float, chance: random.Random, roles: Sequence[str], name: str) -> None:
    """Write who signs at the right, with a scrawl and the seal over its left third."""
    for role in roles:
        sheet.centre(145, y, role, 13, "b")
        y += 6
    sheet.scrawl(147, y + 13, chance)
    sheet.seal(129, y + 13.5, words()["seal_ring"], words()["seal_middle"], 17)
    sheet.centre(145, y + 36, name, 13.5, "b")


def finish(sheet: Sheet, fields: dict[str, str], margin: float = 8.0) -> Drawn:
    """Stamp the mark of a rehearsal and return the paper."""
    sheet.rehearsal_mark(sheet.width - margin - 4, margin, words()["rehearsal"], words()["note"])
    return Drawn(sheet, fields)


def identity(person: Person, day: date) -> str:
    """Return the line that names the identity paper a person had on a day: the former card of 9 digits, or the new."""
    shape = words()["identity_old"] if person.old_id and day < person.card_issued else words()["identity"]
    return str(shape).format(number=person.number, old=person.old_id, issued=printed(person.card_issued))


def birth_certificate(
    child: Person, mother: Person, father: Person, chance: random.Random, day: date | None = None
) -> Drawn:
    """Draw a birth certificate (giấy khai sinh)."""
    form, sheet = words()["khai_sinh"], Sheet(paper=(252, 247, 234))
    day = day or date(2024, 2, 16)
    values = {
        "so": f"{chance.randint(21, 89)}/{day.year}", "ho_ten": child.name.upper(), "ngay_sinh": child.born.isoformat(),
        "ngay_sinh_bang_chu": spelled_date(child.born), "gioi_tinh": child.sex_word, "dan_toc": child.group,
        "quoc_tich": words()["nationality"],
        "noi_sinh": rehearsal_words("people")["birth_places"][0].format(**rehearsal_words("people")),
        "que_quan": child.native, "so_dinh_danh": child.number, "nguoi_khai": mother.name.upper(),
        "giay_to_nguoi_khai": identity(mother, day), "noi_dang_ky": words()["office"], "ngay_dang_ky": day.isoformat(),
    }
    for parent, side in ((mother, "me"), (father, "cha")):
        values |= {
            f"ho_ten_{side}": parent.name.upper(), f"nam_sinh_{side}": str(parent.born.year),
            f"dan_toc_{side}": parent.group, f"quoc_tich_{side}": words()["nationality"],
            f"noi_cu_tru_{side}": parent.residence,
        }
    sheet.frame(11)
    state_head(sheet, 27)
    sheet.centre(MIDDLE, 50, form["title"], 24, "b", RED)
    sheet.text(148, 59, f"{words()['number']} {values['so']}", 13)
    y = rows(sheet, 70, form["rows"], shown(values))
    sheet.centre(145, y + 2, form["sign_role"], 12.5, "b")
    sheet.centre(145, y + 7, form["sign_hint"], 10, "i")
    sign(sheet, y + 13, chance, words()["deputy"], words()["signer"])
    return finish(sheet, values, 17)


def marriage_certificate(wife: Person, husband: Person, chance: random.Random, day: date | None = None) -> Drawn:
    """Draw a marriage certificate (giấy chứng nhận kết hôn): the wife's column left, the husband's right."""
    form, sheet = words()["ket_hon"], Sheet(paper=(251, 246, 236))
    day = day or date(2010, 11, 5)
    values = {
        "so": f"{chance.randint(11, 59)}/{day.year}", "noi_dang_ky": words()["office"], "ngay_dang_ky": day.isoformat(),
    }
    sheet.frame(11, GOLD)
    state_head(sheet, 28)
    sheet.centre(MIDDLE, 52, form["title"], 22, "b", RED)
    sheet.text(148, 62, f"{words()['number']} {values['so']}", 13)
    ends = []
    for person, side, left, right in ((wife, "vo", LEFT, 102.0), (husband, "chong", 108.0, RIGHT)):
        column = {
            "ho_ten": person.name.upper(), "ngay_sinh": person.born.isoformat(), "dan_toc": person.group,
            "quoc_tich": words()["nationality"], "noi_cu_tru": person.residence, "giay_to": identity(person, day),
        }
        values |= {f"{name}_{side}": value for name, value in column.items()}
        y = 76.0
        for label, name in form["columns"]:
            whose = f"{label[:-1]} {form[side].lower()}:" if name == "ho_ten" else label
            y = sheet.entry(left, y, right, whose, shown(column)[name], 12)
        ends.append(y)
    y = rows(sheet, max(ends) + 4, form["rows"], shown(values))
    for x, role, person in ((62, form["vo"], wife), (145, form["chong"], husband)):
        sheet.centre(x, y + 4, role, 12.5, "b")
        sheet.scrawl(x, y + 15, chance, 22)
        sheet.centre(x, y + 27, person.name, 12.5, "b")
    sign(sheet, y + 37, chance, words()["deputy"], words()["signer"])
    return finish(sheet, values, 17)


def marital_status(person: Person, chance: random.Random, day: date) -> Drawn:
    """Draw a certificate of marital status (giấy xác nhận tình trạng hôn nhân), good for six months."""
    form, sheet = words()["tinh_trang_hon_nhan"], Sheet()
    values = {
        "so": form["number"].format(serial=chance.randint(31, 98)), "ho_ten": person.name.upper(),
        "ngay_sinh": person.born.isoformat(), "gioi_tinh": person.sex_word, "dan_toc": person.group,
        "quoc_tich": words()["nationality"], "giay_to": identity(person, day), "noi_cu_tru": person.residence,
        "so_dinh_danh": person.number, "tinh_trang": form["single"], "muc_dich": form["purpose"],
        "ngay_cap": day.isoformat(),
    }
    office_head(sheet, 24, values["so"])
    sheet.centre(138, 39.5, dated(words()["place_date"], day), 13, "i")
    sheet.centre(MIDDLE, 58, form["title"], 16, "b")
    y = sheet.wrapped(LEFT, 70, RIGHT - LEFT, form["before"].format(name=person.name), 13)
    sheet.centre(MIDDLE, y + 3, form["certifies"], 13, "b")
    y = rows(sheet, y + 13, form["rows"], shown(values), 13)
    y = sheet.wrapped(LEFT, y + 1, RIGHT - LEFT, f"{form['valid_label']} {form['valid']}", 13)
    sign(sheet, y + 8, chance, words()["deputy"], words()["signer"])
    return finish(sheet, values | {"gia_tri": form["valid"]})


def death_extract(person: Person, chance: random.Random, died: date) -> Drawn:
    """Draw an extract of the register of deaths (trích lục khai tử)."""
    form, sheet = words()["khai_tu"], Sheet()
    values = {
        "so": form["number"].format(serial=chance.randint(5, 60)), "ho_ten": person.name.upper(),
        "ngay_sinh": person.born.isoformat(), "gioi_tinh": person.sex_word, "dan_toc": person.group,
        "quoc_tich": words()["nationality"], "so_dinh_danh": person.number, "ngay_chet": died.isoformat(),
        "noi_chet": person.residence, "nguyen_nhan": form["cause"], "noi_dang_ky": words()["office"],
        "ngay_dang_ky": date.fromordinal(died.toordinal() + 2).isoformat(),
    }
    day = date.fromordinal(died.toordinal() + 2)
    office_head(sheet, 24, values["so"])
    sheet.centre(138, 39.5, dated(words()["place_date"], day), 13, "i")
    sheet.centre(MIDDLE, 62, form["title"], 20, "b")
    told = shown(values) | {"ngay_chet": form["death"].format(day=printed(died))}
    y = rows(sheet, 80, form["rows"], told, 13)
    sign(sheet, y + 8, chance, words()["deputy"], words()["signer"])
    return finish(sheet, values)
