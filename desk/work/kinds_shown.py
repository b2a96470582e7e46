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
