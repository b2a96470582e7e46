"""What an attacker does to a document of one signature after it was finished: a true copy, a digitised component."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from signing.copy import CopySigner
from signing.lay_own import lay_own
from signing.own import CLERK_FIELD, TRUE_COPY_FIELD, OwnText
from signing.values import OFFICER_FIELD, SEAL_FIELD
from tests.fakes.authority import Pki
from tests.fakes.pdf_updates import (
    Update,
    Writer,
    field_of,
    in_signature,
    look_of,
    new_look,
    overwrite,
    updated,
    without_field,
    without_value,
)
from tests.fakes.signing_bench import Bench
from tests.fakes.tampering import BYTES, UPDATES, Attack, cut_to, padded, ranged, third_signature, zeroed
from tests.fakes.wrapping import SHADOWS, rolled_back, skipped, wrapped_with_table

TEXTS = {
    TRUE_COPY_FIELD: OwnText(
        TRUE_COPY_FIELD, ("SAO Y", "Ủy ban nhân dân xã Thượng Lâm", "{time}"), "Sao y Quyết định", "Sao y", "Thượng Lâm"
    ),
    CLERK_FIELD: OwnText(CLERK_FIELD, (), "", "Số hóa thành phần hồ sơ", "Thượng Lâm"),
}
"""The two kinds, by the field of their signature."""

_OTHERS = {"officer", "seal", "signatures"}
"""What the attacks on certified copies alone are named after."""

_HARMLESS = {"validation-data-added", "revision-added"}


def finished_own(pki: Pki, folder: Path, field: str, paper: bytes) -> bytes:
    """Return a paper signed as a document of one signature, as the office does it."""
    files = [folder / f"{name}.pdf" for name in ("paper", "laid", "signed")]
    files[0].write_bytes(paper)
    lay_own(files[0], TEXTS[field], files[1])
    room = CopySigner(lambda: pki.trust, pki.services, lambda: datetime.now(UTC))
    room.sign_alone(files[1], TEXTS[field], pki.key("seal" if TEXTS[field].lines else "officer"), files[2])
    return files[2].read_bytes()


def own_attacks(field: str, bench: Bench) -> list[Attack]:
    """Return every attack on a finished document of this field; those that are appended also under a time stamp."""
    rows = [*(row for row in UPDATES if _of_any(row[0])), *_of_field(field)]
    appended = [Attack(name, key, partial(updated, update=update)) for name, key, update in rows]
    stamped = [
        Attack(f"{one.name}, then stamped", one.key, lambda pdf, act=one.act: bench.stamped(act(pdf)))
        for one in appended
        if one.key not in _HARMLESS
    ]
    return [*appended, *stamped, *_of_bytes(), *_signed_more(field, bench), *_rolled()]


def shadow_attacks(bench: Bench) -> list[tuple[Attack, Callable[[bytes], bytes]]]:
    """Return what is done to a document whose paper had a shadow laid into it, with what lays it."""
    plain = [(Attack(name, key, act), lay) for name, key, lay, act in SHADOWS]
    over = [(Attack(f"{one.name}, then stamped", one.key, lambda pdf, act=one.act: bench.stamped(act(pdf))), lay)
            for one, lay in plain]  # fmt: skip
    return [*plain, *over]


def _of_any(name: str) -> bool:
    return _OTHERS.isdisjoint(name.replace("'s", "").split())


def _of_field(field: str) -> list[tuple[str, str, Update]]:
    missing = "clerk-missing" if field == CLERK_FIELD else "seal-missing"
    rows: list[tuple[str, str, Update]] = [
        ("reason changed", "signature-changed", in_signature(field, Reason=pdf_string("khác"))),
        ("place changed", "signature-changed", in_signature(field, Location=pdf_string("khác"))),
        ("byte range changed", "signature-changed", in_signature(field, ByteRange=generic.ArrayObject())),
        ("signature removed", missing, without_value(field)),
        ("field removed", missing, without_field(field)),
        ("block replaced", "stamp-changed", new_look(field)),
        ("block spread over the page", "stamp-changed", partial(_spread, field=field)),
        *(
            (f"empty field of another kind added: {other}", "field-added", partial(_named, field=other))
            for other in (OFFICER_FIELD, SEAL_FIELD, TRUE_COPY_FIELD, CLERK_FIELD)
            if other != field
        ),
    ]
    if TEXTS[field].lines:
        rows.append(("block overwritten", "stamp-changed", overwrite(look_of(field))))
    return rows


def _spread(writer: Writer, field: str) -> None:
    """Show a block over the whole page; one that is not seen has no look, so it is given one."""
    new_look(field)(writer)
    place = field_of(writer, field)
    place[pdf_name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    writer.update_container(place)


def _named(writer: Writer, field: str) -> None:
    append_signature_field(writer, SigFieldSpec(field))


def _of_bytes() -> list[Attack]:
    rows: list[tuple[str, str, Callable[[bytes], bytes]]] = [
        *(row for row in BYTES if _of_any(row[0]) and row[0] != "range of nulls" and not row[0].startswith("cut back")),
        ("range of nulls", "byte-range-wrong", ranged(b"null null")),
        ("bit of the scan flipped", "byte-changed", lambda pdf: pdf[:2000] + bytes([pdf[2000] ^ 1]) + pdf[2001:]),
        ("signature zeroed", "byte-changed", zeroed(0)),
        ("padding of the signature used", "byte-changed", padded(0)),
        ("cut back to the signature", "timestamp-missing", lambda pdf: cut_to(pdf, 3)),
        ("signature wrapped, table mended", "byte-range-wrong", wrapped_with_table),
    ]
    return [Attack(*row) for row in rows]


def _signed_more(field: str, bench: Bench) -> list[Attack]:
    third = Attack("signed by a third", "signature-added", third_signature(bench))
    names = [name for name in (OFFICER_FIELD, SEAL_FIELD, TRUE_COPY_FIELD, CLERK_FIELD) if name != field]
    others = [
        Attack(f"signed in a field of another kind: {name}", "signature-added",
               lambda pdf, name=name: bench.stamped(bench.foreign(pdf, "officer", name, stamped=True)))
        for name in names
    ]  # fmt: skip
    return [third, Attack(f"{third.name}, then stamped", third.key, lambda pdf: bench.stamped(third.act(pdf))), *others]


def _rolled() -> list[Attack]:
    return [Attack(f"{act.__name__} by {n}", "", partial(act, states=n)) for act in (rolled_back, skipped)
            for n in (1, 2)]  # fmt: skip
