"""What every `Chains` owes the verbs: each state of an entry is a line, tied to the one before, never changed."""

from dataclasses import replace

import pytest

from desk.errors import BookClosed
from desk.model.certification import CopyStage
from desk.model.chain import GENESIS, Head, LineKind, first_break
from desk.ports import Chains, Units
from signing.values import Level
from tests.contracts.test_copies import BOOK, YEAR, a_copy
from tests.fakes.memory import NOW, begin


def test_every_state_of_an_entry_becomes_a_line(unit: Units) -> None:
    with unit() as uow:
        chains: Chains = uow.chains
        start = begin(uow)
        first = uow.copies.add(a_copy(uow, start, "a"))
        uow.copies.add(a_copy(uow, start, "b"))
        finished = replace(first, stage=CopyStage.SEALED, file="f" * 64, level=Level.LTA, finished_at=NOW)

        uow.copies.update(finished)
        uow.copies.update(replace(finished, stage=CopyStage.VOID, voided_at=NOW, voided_reason="ký nhầm"))

        lines = chains.lines(BOOK, YEAR)
        told = [(line.place, line.facts["number"], line.facts["state"], line.facts["file"]) for line in lines]
        assert told == [
            (1, 1, "numbered", None), (2, 2, "numbered", None), (3, 1, "finished", "f" * 64), (4, 1, "void", "f" * 64),
        ]  # fmt: skip
        assert first_break(BOOK, YEAR, lines) is None
        assert chains.head(BOOK, YEAR) == Head(4, lines[-1].hash)
        assert chains.lines_of(BOOK, YEAR, 2) == [lines[1]]
        assert chains.last_line(BOOK, YEAR, LineKind.ENTRY) == lines[3]


def test_steps_of_the_signing_are_no_lines_of_the_book(unit: Units) -> None:
    with unit() as uow:
        copy = uow.copies.add(a_copy(uow, begin(uow), "a"))

        uow.copies.update(replace(copy, stage=CopyStage.SIGNED, prepared="b" * 64, signed="c" * 64, level=Level.T))

        assert len(uow.chains.lines(BOOK, YEAR)) == 1


def test_a_book_never_begun_has_an_empty_chain(unit: Units) -> None:
    with unit() as uow:
        assert uow.chains.lines(BOOK, YEAR) == []
        assert uow.chains.head(BOOK, YEAR) == Head(0, GENESIS)
        assert uow.chains.last_line(BOOK, YEAR, LineKind.ENTRY) is None
        assert not uow.chains.closed(BOOK, YEAR)


def test_a_unit_rolled_back_leaves_no_line(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        uow.copies.add(a_copy(uow, start, "a"))
        uow.commit()
    with unit() as uow:
        uow.copies.add(a_copy(uow, start, "b"))

    with unit() as uow:
        assert len(uow.chains.lines(BOOK, YEAR)) == uow.chains.head(BOOK, YEAR).lines == 1


def test_a_day_closed_stands_between_its_entries_and_lets_more_follow(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        uow.copies.add(a_copy(uow, start, "a"))
        closing = uow.chains.close(BOOK, YEAR, NOW, LineKind.DAY, {"day": "2026-11-24"})
        uow.copies.add(a_copy(uow, start, "b"))

        assert [line.kind for line in uow.chains.lines(BOOK, YEAR)] == [LineKind.ENTRY, LineKind.DAY, LineKind.ENTRY]
        assert uow.chains.last_line(BOOK, YEAR, LineKind.DAY) == closing
        assert first_break(BOOK, YEAR, uow.chains.lines(BOOK, YEAR)) is None


def test_a_year_closed_gives_no_further_number_and_the_next_year_begins_at_1(unit: Units) -> None:
    with unit() as uow:
        uow.copies.add(a_copy(uow, begin(uow), "a"))
        uow.chains.close(BOOK, YEAR, NOW, LineKind.YEAR, {"numbers": 1})

        with pytest.raises(BookClosed):
            uow.copies.take_number(BOOK, YEAR)
        assert uow.chains.closed(BOOK, YEAR)
        assert uow.copies.take_number(BOOK, YEAR + 1) == 1
