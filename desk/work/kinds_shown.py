"""The kinds of paper and their fields, as the screens name them (tên loại giấy và trường)."""

from dataclasses import dataclass

from desk.text import Language
from ocr.kinds import kinds


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field's stable name, its word on the screen, and the type of its values ("date", "name", "personal-id" …)."""

    name: str
    label: str
    type: str


def kind_titles(language: Language = "vi") -> dict[str, str]:
    """Return the titles of all kinds by code, in the order of the alphabet of codes."""
    return {code: kind.ten if language == "vi" else kind.title for code, kind in kinds().items()}


def kind_fields(code: str | None, language: Language = "vi") -> list[FieldName]:
    """Return the fields of a kind in its order; none for an unknown kind."""
    kind = kinds().get(code or "")
    fields = kind.fields if kind is not None else ()
    return [FieldName(f.name, f.label if language == "vi" else f.label_en, f.type) for f in fields]


@dataclass(frozen=True, slots=True)
class FieldLabels:
    """How papers and people label a field (nhãn của trường), for finding its value in a text that was pasted.

    Attributes:
        labels: As they stand on papers, the screen's own word first.
        after: Name of the field it stands behind, "" for none: whose date of birth it is.
        words_of: Name of the field it repeats in words, "" for none.
    """

    name: str
    type: str
    labels: tuple[str, ...]
    after: str = ""
    words_of: str = ""


def field_labels(code: str | None) -> list[FieldLabels]:
    """Return the labels of a kind's fields in its order; none for an unknown kind."""
    kind = kinds().get(code or "")
    fields = kind.fields if kind is not None else ()
    return [FieldLabels(f.name, f.type, (f.label, *f.labels), f.after, f.words_of) for f in fields]
