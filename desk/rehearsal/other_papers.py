"""Other papers of the rehearsal: identity cards, declarations, official letters, a diploma (giấy tờ diễn tập khác)."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.rehearsal.civil_papers import (
    LEFT,
    MIDDLE,
    RIGHT,
    Drawn,
    dated,
    finish,
    office_head,
    printed,
    rows,
    shown,
    sign,
    state_head,
    words,
)
from desk.rehearsal.drawing import DOTS, INK, RED, Colour, Sheet
from desk.rehearsal.people import Person
from ocr.vietnamese import fold

_CARD: Colour = (221, 236, 232)
_TINT: Colour = (196, 220, 214)
_SKIN: Colour = (183, 196, 199)
_LABEL: Colour = (48, 92, 88)


# -- identity card ----------------------------------------------------------------------------------------------------


def identity_card(person: Person, chance: random.Random) -> tuple[Drawn, Drawn]:
    """Draw both sides of an identity card (thẻ căn cước công dân 2021), its QR on the front.

    The pictures are those of a card laid on the glass: card size with a rim of white.
    """
    last = person.card_expires
    values = {
        "so_dinh_danh": person.number, "ho_ten": person.name.upper(), "ngay_sinh": person.born.isoformat(),
        "gioi_tinh": person.sex_word, "quoc_tich": words()["nationality"], "que_quan": person.native,
        "noi_thuong_tru": person.residence,
        "ngay_het_han": last.isoformat() if last else words()["can_cuoc"]["without_limit"],
    }
    return _front(person, values), _back(person, chance)


def _blank_card() -> Sheet:
    sheet = Sheet(96, 64, (250, 250, 250), 400)
    sheet.card((5, 5), (91, 59), _CARD, _TINT)
    return sheet


def _front(person: Person, values: dict[str, str]) -> Drawn:
    form, sheet = words()["can_cuoc"], _blank_card()
    sheet.centre(50, 10.5, words()["state"], 6.2, "b")
    sheet.centre(50, 13.2, words()["motto"], 6, "b")
    sheet.centre(50, 15.5, form["state_en"], 4.8, "b")
    sheet.centre(50, 17.6, form["motto_en"], 4.8)
    sheet.centre(52, 22.8, form["title"], 10.2, "b", RED)
    sheet.centre(52, 25.6, form["title_en"], 5.8, "i", RED)
    end = sheet.text(34, 30, form["number"], 6.5, "", _LABEL)
    sheet.text(end + 1.5, 30, person.number, 11, "b")
    sheet.portrait((9, 27), (28, 51), _SKIN, form["portrait"])
    sheet.qr(75, 6.8, 14.5, person.card_qr)
    told = shown(values)
    _facts(sheet, form["rows"], told)
    x = sheet.text(9, 54.2, form["expires"], 4.8, "", _LABEL) + 0.8
    sheet.text(x, 54.2, told["ngay_het_han"], 5.6, "b")
    sheet.text(9, 56.4, form["expires_en"], 4.6, "i", _LABEL)
    return _card_done(sheet, values, 25)


def _facts(sheet: Sheet, table: Sequence[Sequence[str]], told: dict[str, str]) -> None:
    """Write the facts of the card's front: name and places under their labels, the others beside them."""
    y = 33.4
    for line in ([0], [1], [2, 3], [4], [5]):
        x = 34.0
        for label, name in (table[place] for place in line):
            x = sheet.text(x, y, label, 5.4, "", _LABEL) + 1.2
            if line in ([0], [4], [5]):
                x, y = 34.0, y + 3.15
            x = sheet.text(x, y, told[name], 7, "b") + 4
        y += 3.3


def _back(person: Person, chance: random.Random) -> Drawn:
    form, sheet = words()["can_cuoc"], _blank_card()
    sheet.text(9, 11, form["features"], 5.6, "", _LABEL)
    sheet.text(9, 14.6, form["feature"], 6.6, "b")
    x = sheet.text(9, 19, form["issued"], 5.6, "", _LABEL) + 1.2
    sheet.text(x, 19, printed(person.card_issued), 6.8, "b")
    for number, line in enumerate(form["issuer"]):
        sheet.centre(38, 23.5 + 2.7 * number, line, 5.2, "b")
    sheet.scrawl(38, 32.5, chance, 17)
    sheet.seal(29, 33.5, form["seal_ring"], words()["seal_middle"], 6.6)
    for number, finger in enumerate(form["fingers"]):
        left = 62 + 14 * number
        sheet.fingerprint((left, 13), (left + 11.5, 29), chance)
        sheet.centre(left + 5.8, 32, finger, 4.6, "", _LABEL)
    sheet.chip((70, 34.5), (81, 43))
    family, given = person.name.split()[0], person.name.split()[1:]
    for number, line in enumerate(_machine_lines(person, family, given)):
        sheet.mono(8.5, 48 + 3.6 * number, line, 80)
    return _card_done(sheet, {"ngay_cap": person.card_issued.isoformat()}, 88)


def _card_done(sheet: Sheet, values: dict[str, str], x: float) -> Drawn:
    sheet.rehearsal_mark(x, 6.6, words()["rehearsal"], "")
    return Drawn(sheet, values)


def _machine_lines(person: Person, family: str, given: Sequence[str]) -> list[str]:
    """Return three lines like a machine readable zone (ICAO 9303 TD1), its check digits left as fillers."""
    name = f"{fold(family)}<<{'<'.join(map(fold, given))}".upper()
    sex = "F" if person.sex == "female" else "M"
    expires = f"{person.card_expires:%y%m%d}" if person.card_expires else "<<<<<<"
    lines = (f"IDVNM{person.number[3:]}<{person.number}", f"{person.born:%y%m%d}<{sex}{expires}<VNM", name)
    return [line.ljust(30, "<")[:30] for line in lines]


# -- declarations -----------------------------------------------------------------------------------------------------


def declaration(person: Person, chance: random.Random, day: date, form_name: str = "to_khai") -> Drawn:
    """Draw a filled-in declaration or application: "to_khai" (tờ khai trợ giúp xã hội) or "don" (đơn xác nhận)."""
    form, sheet = words()[form_name], Sheet()
    sheet.dots = DOTS
    values = {
        "ten_don": form["title"], "kinh_gui": form["to"], "ho_ten": person.name, "ngay_sinh": person.born.isoformat(),
        "gioi_tinh": person.sex_word, "dan_toc": person.group, "so_dinh_danh": person.number,
        "ngay_cap": person.card_issued.isoformat(), "noi_cu_tru": person.residence, "dien_thoai": person.phone,
        "noi_dung": form["request_text"], "ngay": day.isoformat(),
    }
    state_head(sheet, 26)
    sheet.centre(MIDDLE, 50, form["title"], 15.5, "b")
    if form["law"]:
        sheet.centre(MIDDLE, 56.5, form["law"], 11.5, "i")
    x = sheet.text(60, 68, form["to_label"], 13, "b")
    sheet.text(x + 2, 68, form["to"], 13)
    y, told = 80.0, shown(values)
    for section, table in (("section_one", form["rows"]), ("section_two", form["request"])):
        if form[section]:
            sheet.text(LEFT, y, form[section], 13, "b")
            y += 8.5
        y = rows(sheet, y, table, told, 13) + 2
    y = sheet.wrapped(LEFT, y, RIGHT - LEFT, form["oath"], 13)
    sheet.centre(145, y + 6, dated(words()["place_date"], day), 13, "i")
    sheet.centre(145, y + 13, form["sign_role"], 13, "b")
    sheet.centre(145, y + 18.5, form["sign_hint"], 11, "i")
    sheet.scrawl(145, y + 33, chance, 28)
    sheet.centre(145, y + 46, person.name, 13, "b")
    kept = ("gioi_tinh", "dan_toc", "ngay_cap")
    return finish(sheet, {name: value for name, value in values.items() if name not in kept})


# -- official papers --------------------------------------------------------------------------------------------------


def decision(person: Person, chance: random.Random, day: date) -> Drawn:
    """Draw a decision of the commune (quyết định) set as NĐ 30/2020/NĐ-CP Phụ lục I asks."""
    form, sheet = words()["quyet_dinh"], Sheet(paper=(253, 252, 250))
    values = _official(form, chance, day, words()["chairman"], words()["chair"])
    office_head(sheet, 22, values["so_ky_hieu"])
    sheet.centre(138, 37.5, dated(words()["place_date"], day), 13, "i")
    sheet.centre(MIDDLE, 54, form["type"], 14, "b")
    sheet.centre(MIDDLE, 61, form["summary"], 14, "b")
    sheet.rule(90, 120, 63.5)
    sheet.centre(MIDDLE, 74, form["authority"], 13.5, "b")
    y = 84.0
    for ground in form["grounds"]:
        y = sheet.wrapped(LEFT, y, RIGHT - LEFT, ground, 13, "i") + 1.5
    sheet.centre(MIDDLE, y + 4, form["decides"], 13.5, "b")
    y += 14
    facts = {
        "name": person.name, "born": printed(person.born), "number": person.number, "residence": person.residence,
    }
    for article in form["articles"]:
        y = sheet.wrapped(LEFT, y, RIGHT - LEFT, article.format(**facts), 13) + 1.5
    _receivers(sheet, y + 7, form["receivers"])
    sign(sheet, y + 7, chance, words()["chair"], words()["chairman"])
    return finish(sheet, values)


def official_letter(chance: random.Random, day: date) -> Drawn:
    """Draw an official letter of the commune (công văn): no type name, «V/v …» under the number."""
    form, sheet = words()["cong_van"], Sheet(paper=(253, 252, 250))
    values = _official(form, chance, day, words()["signer"], words()["deputy"])
    office_head(sheet, 22, values["so_ky_hieu"])
    for number, line in enumerate(sheet.lines(values["trich_yeu"], 62, 12)):
        sheet.centre(56, 43.5 + 5.4 * number, line, 12)
    sheet.centre(138, 37.5, dated(words()["place_date"], day), 13, "i")
    x = sheet.text(48, 66, form["to_label"], 13.5)
    sheet.text(x + 2, 66, form["to"], 13.5)
    y = 80.0
    for paragraph in form["paragraphs"]:
        y = sheet.wrapped(LEFT, y, RIGHT - LEFT, paragraph, 13.5) + 2
    _receivers(sheet, y + 8, form["receivers"])
    sign(sheet, y + 8, chance, words()["deputy"], words()["signer"])
    return finish(sheet, values)


def _official(
    form: dict[str, Any], chance: random.Random, day: date, signer: str, roles: Sequence[str]
) -> dict[str, str]:
    summary = f"{form['summary_mark']} {form['summary']}".strip()
    return {
        "so_ky_hieu": form["number"].format(serial=chance.randint(101, 899)), "ngay_ban_hanh": day.isoformat(),
        "co_quan_ban_hanh": words()["office_short"], "loai_van_ban": form["type_name"], "trich_yeu": summary,
        "nguoi_ky": signer, "chuc_vu": " ".join(roles),
    }


def _receivers(sheet: Sheet, y: float, lines: Sequence[str]) -> None:
    sheet.text(LEFT, y, lines[0], 12, "bi")
    for number, line in enumerate(lines[1:], 1):
        sheet.text(LEFT, y + 5 * number, line, 11)


# -- diploma ----------------------------------------------------------------------------------------------------------


def diploma(person: Person, chance: random.Random, day: date) -> Drawn:
    """Draw an upper secondary school diploma (bằng tốt nghiệp trung học phổ thông), A4 across."""
    form, sheet = words()["bang_cap"], Sheet(297, 210, (253, 245, 226))
    values = {
        "ho_ten": person.name, "ngay_sinh": person.born.isoformat(), "noi_sinh": form["birth_place"],
        "gioi_tinh": person.sex_word, "dan_toc": person.group, "truong": form["school"],
        "nam_tot_nghiep": str(day.year), "xep_loai": form["grade"],
        "so_hieu": f"A {chance.randint(1_000_000, 9_999_999)}", "so_vao_so": f"{chance.randint(10, 400)}/THPT",
    }
    sheet.frame(9)
    state_head(sheet, 27, 148.5)
    sheet.centre(148.5, 47, form["ministry"], 14, "b")
    sheet.centre(148.5, 63, form["title"], 23, "b", RED)
    sheet.portrait((30, 78), (60, 118), (226, 222, 212), form["portrait"])
    told, y = shown(values), 82.0
    for row in form["rows"]:
        x = 84.0
        for place, (label, name) in enumerate(row, 1):
            right = 84.0 + 178 * place / len(row) - 4
            sheet.entry(x, y, right, label, told[name], 15)
            x = right + 4
        y += 11
    for number, (label, name) in enumerate((("serial", "so_hieu"), ("register", "so_vao_so"))):
        end = sheet.text(30, 160 + 8 * number, form[label], 13)
        sheet.text(end + 2, 160 + 8 * number, values[name], 13, "b", RED if number == 0 else INK)
    sheet.centre(215, 145, dated(form["place_date"], day), 13, "i")
    sheet.centre(215, 152, form["role"], 13, "b")
    sheet.scrawl(218, 168, chance)
    sheet.seal(199, 170, form["seal_ring"], words()["seal_middle"], 15)
    sheet.centre(215, 190, form["signer"], 13.5, "b")
    values.pop("truong")
    return finish(sheet, values, 17)
