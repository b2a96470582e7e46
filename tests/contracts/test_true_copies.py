"""What every `Copies` owes true copies and clerks' signatures: apart from certification, in their own book."""

from dataclasses import replace

from desk.model.certification import ComponentSignature, CopyKind
from desk.ports import Units
from signing.values import Level
from tests.contracts.test_copies import a_copy
from tests.fakes.memory import begin

TRUE = [kind for kind in CopyKind if kind.true_copy]


def test_true_copies_stand_beside_the_certified_one_and_are_listed_apart(unit: Units) -> None:
    with unit() as uow:
        first = uow.copies.add(a_copy(uow, begin(uow), "a"))
        others = [
            uow.copies.add(replace(first, id=0, book="SVB", number=number, kind=kind))
            for number, kind in ((uow.copies.take_number("SVB", first.year), kind) for kind in TRUE)
        ]
        uow.commit()

    with unit(reading=True) as uow:
        assert uow.copies.of_document(first.document_id) == [first]
        assert uow.copies.of_document(first.document_id, true=True) == others[::-1]
        assert uow.copies.of_dossier(first.dossier, true=True) == others
        assert uow.copies.in_stage(first.stage, true=True) == others


def test_a_clerks_signature_is_kept_and_completed(unit: Units) -> None:
    with unit() as uow:
        copy = uow.copies.add(a_copy(uow, begin(uow), "a"))
        waits = uow.copies.put_component(
            ComponentSignature(copy.document_id, "a" * 64, copy.officer_id, "c" * 64, copy.certified_at, "b" * 64,
                               Level.B, lacking="signing.timestamp-down")
        )  # fmt: skip
        waiting = uow.copies.components()
        done = uow.copies.put_component(replace(waits, level=Level.LTA, file="d" * 64, lacking=None))
        uow.commit()

    with unit(reading=True) as uow:
        assert waiting == [waits]
        assert uow.copies.components() == []
        assert uow.copies.finished_components() == [done]
        assert uow.copies.components(copy.document_id) == [done]
