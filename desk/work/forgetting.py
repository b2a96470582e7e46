"""Forgetting what a stack knows of a secret (quên chữ của giấy mật): its words stand beside the paper filed from it."""

from collections.abc import Collection

from desk.errors import SecrecyMarked
from desk.model.values import Digest
from desk.ports import UnitOfWork
from desk.work.evening_stack import NUMBERS, guess_key, load_arrangement
from ocr.page import DocumentReading

SOURCE = "evening:"
"""What the source of a paper begins with that was filed from a batch; the batch's id follows."""


def forget_words(uow: UnitOfWork, digests: Collection[Digest], mark: str, source: str) -> None:
    """Forget the words of sides with these bytes in every stack, inside the unit's transaction.

    Args:
        uow: The unit of work.
        digests: Pictures of the paper.
        mark: The mark of secrecy on it; papers of its stack that have such a side bear it from now on.
        source: Of the paper, as `Document.source`; what other papers of its stack were understood as stays.

    Law: docs/law.md#secrecy
    """
    told = source.removeprefix(SOURCE)
    batch_id = int(told) if source.startswith(SOURCE) and told.isdigit() else None
    known = uow.evenings.guesses(batch_id) if batch_id is not None else {}
    uow.evenings.forget(digests)
    if batch_id is None:
        return
    arrangement = load_arrangement(uow, batch_id)
    marked = {side.place for side in uow.evenings.sides(batch_id) if side.fault == SecrecyMarked.code}
    for bundle in arrangement.bundles:
        key = guess_key(arrangement, bundle)
        if not marked.isdisjoint(bundle.sides):
            bears = known[key].secrecy if key in known else None
            uow.evenings.put_guess(batch_id, key, DocumentReading(None, 0.0, (), bears or mark))
            continue
        for one in (key, key + NUMBERS):
            if one in known:
                uow.evenings.put_guess(batch_id, one, known[one])
