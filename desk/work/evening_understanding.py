"""Understanding the papers of a stack (hiểu giấy trong xấp): kind and fields of each, kept beside it."""

from collections.abc import Sequence
from dataclasses import replace

from desk.errors import SecrecyMarked
from desk.jobs import Progress, milestone
from desk.model.evening import Arrangement, Bundle, Side
from desk.ports import Desk, UnitOfWork
from desk.work.evening_side import side_image
from desk.work.evening_stack import NUMBERS, guess_key
from desk.work.forgetting import SOURCE, forget_words
from desk.work.whose import printed_numbers
from ocr.page import DocumentReading


def understand_bundle(
    desk: Desk, batch_id: int, arrangement: Arrangement, bundle: Bundle, *, again: bool = False
) -> DocumentReading:
    """Return kind and fields of a bundle, found once and kept; sides turned since they were read are read again.

    With `again` its sides that could not be read are tried once more, and it is understood anew.

    The words of a paper under a mark of secrecy are forgotten at once; its pictures wait for a person.

    Raises:
        Faults of the readers for a side that was turned.

    Law: docs/law.md#secrecy
    """
    key = guess_key(arrangement, bundle)
    with desk.unit(reading=True) as uow:
        known = uow.evenings.guesses(batch_id, key).get(key) if not again else None
        sides = uow.evenings.readings(batch_id, bundle.sides) if known is None else []
    if known is not None:
        return known
    sides = [_as_turned(desk, side, arrangement.turn_of(side.place), again=again) for side in sides]
    legible = [side for side in sides if side.reading is not None]
    readings = [side.reading for side in legible if side.reading is not None]
    found = DocumentReading(None, 0.0)
    if readings:
        images = [side_image(desk, side, side.turn) for side in legible]
        found = _placed(desk.reader.understand(images, readings, bundle.kind), sides)
    with desk.unit() as uow:
        mark = found.secrecy if found.secrecy is not None else _mark_known(uow, batch_id, sides)
        if mark is not None:
            found = DocumentReading(None, 0.0, (), mark)
            forget_words(uow, {side.digest for side in sides}, mark, f"{SOURCE}{batch_id}")
        uow.evenings.put_guess(batch_id, key, found)
        if mark is None:
            uow.evenings.put_guess(batch_id, key + NUMBERS, printed_numbers([reading.text for reading in readings]))
        uow.commit()
    milestone("bundle-understood")
    return found


def _mark_known(uow: UnitOfWork, batch_id: int, sides: Sequence[Side]) -> str | None:
    """Return the mark of a paper with a side under secrecy, whose words are gone; "" = it is not known which."""
    if all(side.fault != SecrecyMarked.code for side in sides):
        return None
    marks = (guess.secrecy for guess in uow.evenings.guesses(batch_id).values())
    return next((mark for mark in marks if mark), "")


def _placed(found: DocumentReading, sides: Sequence[Side]) -> DocumentReading:
    """Return what was understood with its fields on the pages of the paper, those that could not be read counted in."""
    places = [place for place, side in enumerate(sides, 1) if side.reading is not None]
    return replace(found, fields=tuple(replace(f, page=places[f.page - 1] if f.page else 0) for f in found.fields))


def _as_turned(desk: Desk, side: Side, turn: int, *, again: bool) -> Side:
    """Return a side as it was read with a turn; what was read otherwise is read again and kept."""
    failed = again and side.fault is not None
    if side.fault == SecrecyMarked.code or (side.turn == turn and not failed):
        return side
    reading = next(desk.reader.read([side_image(desk, replace(side, own=False), turn)], Progress()))
    read = replace(side, turn=turn, reading=reading, blank=reading.blank, fault=None)
    with desk.unit() as uow:
        uow.evenings.update_side(read)
        uow.commit()
    return read


def understand_all(desk: Desk, batch_id: int, arrangement: Arrangement, bundles: Sequence[Bundle]) -> None:
    """Understand bundles one after the other; those that were are passed over."""
    for bundle in bundles:
        understand_bundle(desk, batch_id, arrangement, bundle)
