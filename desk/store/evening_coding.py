"""How the end of the day stands in rows: pieces, acts and what was understood, as JSON."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from desk.model.arranging import ACTS, Act, name_of
from desk.model.cutting import Owner, Piece
from desk.model.evening import Bundle, DoubtKind, How, Unsure
from ocr.page import DocumentReading, FieldReading

if TYPE_CHECKING:
    from collections.abc import Callable


def put_piece(piece: Piece) -> str:
    """Return a piece as JSON."""
    return json.dumps(asdict(piece), default=sorted)


def get_piece(text: str) -> Piece:
    """Return the piece of its JSON."""
    data: dict[str, Any] = json.loads(text)
    bundle, begins = data["bundle"], data["begins"]
    return Piece(
        last=data["last"], separators=tuple(data["separators"]), bundle=_bundle(bundle) if bundle else None,
        aside=tuple(data["aside"]), faint=tuple(data["faint"]), then=Owner(**data["then"]),
        unsure=tuple(Unsure(**{**one, "reasons": tuple(one["reasons"])}) for one in data["unsure"]),
        begins=How(begins) if begins else None, confidence=data["confidence"],
    )  # fmt: skip


def _bundle(data: dict[str, Any]) -> Bundle:
    settled = frozenset(DoubtKind(kind) for kind in data["settled"])
    return Bundle(**{**data, "sides": tuple(data["sides"]), "how": How(data["how"]), "settled": settled})


def put_act(act: Act) -> str:
    """Return an act as JSON, under its stable name."""
    return json.dumps({"act": name_of(act), **asdict(act)})


def get_act(text: str) -> Act:
    """Return the act of its JSON."""
    data: dict[str, Any] = json.loads(text)
    kind: Callable[..., Act] = ACTS[data.pop("act")]
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    if "kinds" in values:
        values["kinds"] = tuple(DoubtKind(one) for one in values["kinds"])
    return kind(**values)


def put_guess(guess: DocumentReading) -> str:
    """Return what a paper was understood as, as JSON."""
    return json.dumps(asdict(guess), ensure_ascii=False)


def get_guess(text: str) -> DocumentReading:
    """Return what a paper was understood as."""
    data: dict[str, Any] = json.loads(text)
    fields = tuple(FieldReading(**{**one, "box": tuple(one["box"]) if one["box"] else None}) for one in data["fields"])
    return DocumentReading(**{**data, "fields": fields})
