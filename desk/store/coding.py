"""How values stand in rows: times, boxes, readings, procedures."""

import json
import zlib
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from desk.model.procedure import Catalogue, Component, Form, Need, Procedure
from ocr.page import Box, PageReading, Word


def put_time(moment: datetime | None) -> str | None:
    """Return an aware time as ISO 8601 text."""
    return moment.isoformat() if moment is not None else None


def get_time(text: str | None) -> datetime | None:
    """Return the time of an ISO 8601 text."""
    return datetime.fromisoformat(text) if text else None


def sure_time(text: str) -> datetime:
    """Return the time of a column that is never empty."""
    return datetime.fromisoformat(text)


def put_box(box: Box | None) -> str | None:
    """Return a box as JSON."""
    return json.dumps([round(edge, 5) for edge in box]) if box is not None else None


def get_box(text: str | None) -> Box | None:
    """Return the box of a JSON text."""
    if not text:
        return None
    left, top, right, bottom = json.loads(text)
    return left, top, right, bottom


def put_reading(reading: PageReading | None) -> bytes | None:
    """Return a page's reading packed: JSON, words as lists, deflated."""
    if reading is None:
        return None
    data = {
        "size": [reading.width_px, reading.height_px], "dpi": reading.dpi, "rotation": reading.rotation,
        "skew": reading.skew, "blank": reading.blank, "text": reading.text, "warnings": list(reading.warnings),
        "words": [
            [w.text, w.left, w.top, w.right, w.bottom, round(w.confidence, 3), w.line, w.block] for w in reading.words
        ],
        "rest": reading.rest, "marks": list(reading.marks),
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 6)


def get_reading(packed: bytes | None) -> PageReading | None:
    """Return the reading of its packed form."""
    if packed is None:
        return None
    data: dict[str, Any] = json.loads(zlib.decompress(packed))
    return PageReading(
        width_px=data["size"][0], height_px=data["size"][1], dpi=data["dpi"], rotation=data["rotation"],
        skew=data["skew"], blank=data["blank"], words=tuple(Word(*word) for word in data["words"]), text=data["text"],
        warnings=tuple(data["warnings"]), rest=bool(data.get("rest")),
        marks=tuple(data.get("marks", ())),
    )


def put_procedure(procedure: Procedure) -> str:
    """Return a procedure as JSON."""
    return json.dumps(asdict(procedure), ensure_ascii=False)


@lru_cache(maxsize=256)
def get_procedure(text: str) -> Procedure:
    """Return the procedure of its JSON: many dossiers are of a few procedures, which nothing changes."""
    return _procedure(json.loads(text))


def _procedure(data: dict[str, Any]) -> Procedure:
    components = tuple(
        Component(**{**part, "need": Need(part["need"]), "form": Form(part["form"]), "kinds": tuple(part["kinds"])})
        for part in data["components"]
    )
    return Procedure(**{**data, "components": components})


def put_catalogue(catalogue: Catalogue) -> str:
    """Return a catalogue as JSON."""
    return json.dumps(asdict(catalogue), ensure_ascii=False, default=str)


def get_catalogue(text: str) -> Catalogue:
    """Return the catalogue of its JSON."""
    data = json.loads(text)
    return Catalogue(
        version=data["version"], effective_from=date.fromisoformat(data["effective_from"]),
        legal_basis=data["legal_basis"], procedures=tuple(_procedure(one) for one in data["procedures"]),
    )
