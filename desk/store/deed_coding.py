"""How deeds stand in rows: the state of papers and small facts as JSON, deflated."""

import base64
import json
import zlib
from dataclasses import asdict, replace
from typing import Any

from desk.model.deed import Deed, PaperState
from desk.model.paper import Document, Field, Page, Stage
from desk.store.coding import get_time, sure_time
from ocr.page import Box

_EDGE = "|"


def put_about(about: tuple[str, ...]) -> str:
    """Return what a deed is about as one text, each name between bars so that it can be looked for."""
    return _EDGE + "".join(one + _EDGE for one in about)


def get_about(text: str) -> tuple[str, ...]:
    """Return what a deed is about."""
    return tuple(one for one in text.split(_EDGE) if one)


def put_body(deed: Deed) -> bytes:
    """Return facts, papers and mark of a deed, packed."""
    papers = [_put_state(state) for state in deed.papers]
    data = {"data": deed.data, "papers": papers, "mark": deed.mark}
    return zlib.compress(json.dumps(data, ensure_ascii=False, default=str).encode(), 6)


def with_body(deed: Deed, packed: bytes) -> Deed:
    """Return a deed with the facts, papers and mark of their packed form."""
    body: dict[str, Any] = json.loads(zlib.decompress(packed))
    papers = tuple(_get_state(one) for one in body["papers"])
    return replace(deed, data=body["data"], papers=papers, mark=body["mark"])


def _put_state(state: PaperState) -> dict[str, Any]:
    def moment(row: dict[str, Any], *names: str) -> dict[str, Any]:
        return {**row, **{name: row[name].isoformat() for name in names if row[name] is not None}}

    return {
        "document": moment(asdict(state.document), "made_at", "confirmed_at"),
        "pages": [asdict(page) for page in state.pages],
        "fields": [moment(asdict(one), "confirmed_at") for one in state.fields],
        "readings": [[key, base64.b64encode(packed).decode()] for key, packed in state.readings.items()],
    }


def _get_state(data: dict[str, Any]) -> PaperState:
    row = data["document"]
    document = Document(
        **{**row, "stage": Stage(row["stage"]), "made_at": sure_time(row["made_at"]),
           "confirmed_at": get_time(row["confirmed_at"])}
    )  # fmt: skip
    fields = tuple(
        Field(**{**one, "box": _box(one["box"]), "confirmed_at": get_time(one["confirmed_at"])})
        for one in data["fields"]
    )
    readings = {int(key): base64.b64decode(packed) for key, packed in data["readings"]}
    return PaperState(document, tuple(Page(**one) for one in data["pages"]), fields, readings)


def _box(edges: list[float] | None) -> Box | None:
    if not edges:
        return None
    left, top, right, bottom = edges
    return left, top, right, bottom
