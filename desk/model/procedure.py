"""Procedures and their components: what a dossier is for and what it must hold."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Need(StrEnum):
    """How a component is asked for (phải nộp, chỉ xuất trình, nếu có)."""

    HAND_IN = "hand_in"
    SHOW = "show"
    IF_ANY = "if_any"


class Form(StrEnum):
    """In which form a component must be given (bản chính, bản sao có chứng thực, bản sao)."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Component:
    """Thành phần hồ sơ.

    Attributes:
        place: Counts from 1 within the procedure; the digit a clerk presses.
        kinds: Codes of paper kinds that can fill it; empty = any.
        max_age_months: Oldest paper accepted, in calendar months from its issue; None = no limit of this component.
        other_person: True when the paper is of another person (child, spouse), so the name on it may differ.
    """

    place: int
    name: str
    need: Need
    kinds: tuple[str, ...] = ()
    form: Form = Form.COPY
    max_age_months: int | None = None
    other_person: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """Thủ tục hành chính.

    Attributes:
        code: National code such as "2.000815"; empty for the catch-all.
        letters: Initials without diacritics, for finding by three letters.
        group: Lĩnh vực.
        days: Working days to answer; 0 = same day (15:00 rule), None = unknown.
        kind: "chung_thuc", "ho_tich" … of the catalogue.
    """

    code: str
    name: str
    group: str
    components: tuple[Component, ...]
    days: int | None = None
    days_note: str | None = None
    fee: str | None = None
    result: str | None = None
    kind: str = ""
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Danh mục thủ tục: a dated data pack; the version used is recorded on each dossier."""

    version: str
    effective_from: date
    legal_basis: str
    procedures: tuple[Procedure, ...] = field(default=())
