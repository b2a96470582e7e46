"""What `saoy sides` does with sides that are there: order, split, merge, move, and the component of a whole paper."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.cli.run import Run
from desk.errors import SideUnknown
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.paper import Page


def add_sorting(sides: argparse.ArgumentParser, one_of: Callable[..., argparse.Action]) -> None:
    """Add the options of sorting to the command; `one_of` adds one that excludes the command's other acts."""
    one_of("--sort", metavar="N,N", help=phrase("cli.option.sort"))
    one_of("--split", type=int, metavar="N", help=phrase("cli.option.split"))
    one_of("--merge", type=int, metavar="DOC2", help=phrase("cli.option.merge"))
    one_of("--move", metavar="N,N", help=phrase("cli.option.move"))
    sides.add_argument("--to", type=int, metavar="DOC2", help=phrase("cli.option.to-paper"))
    sides.add_argument("--behind", type=int, metavar="M", help=phrase("cli.option.behind"))
    sides.add_argument("--component", type=int, metavar="K", help=phrase("cli.option.to-component"))


def sort(run: Run, options: argparse.Namespace) -> int | None:
    """Do what the options ask of sorting, and return the paper that was made, 0 for none; None when nothing is asked.

    Raises:
        SideUnknown: a number is none of a side. Those of `desk.work.sorting.sort_sides` and `review.move_document`.
    """
    from desk.work.sorting import NEW, sort_sides

    document = options.document
    component = options.component or None
    if options.sort is not None:
        wanted = {document: _named(_sides(run, document), options.sort)}
    elif options.split is not None:
        sides = [page.id for page in _sides(run, document)]
        if not 1 < options.split <= len(sides):
            raise SideUnknown(place=options.split)
        component = component if options.component is not None else _component(run, document)
        wanted = {document: sides[: options.split - 1], NEW: sides[options.split - 1 :]}
    elif options.merge is not None:
        both = [page.id for one in (document, options.merge) for page in _sides(run, one)]
        wanted = {document: both, options.merge: []}
    elif options.move is not None:
        wanted = _moved(run, options)
    elif options.component is not None:
        _place(run, document, component)
        return 0
    else:
        return None
    return sort_sides(run.desk(), run.session(), wanted, run.progress(), component=component).made


def _moved(run: Run, options: argparse.Namespace) -> dict[int, list[int]]:
    from desk.work.sorting import NEW

    here = _sides(run, options.document)
    taken = _named(here, options.move)
    kept = [page.id for page in here if page.id not in taken]
    if options.to is None:
        return {options.document: kept, NEW: taken}
    there = [page.id for page in (here if options.to == options.document else _sides(run, options.to))]
    at = len(there) if options.behind is None else options.behind
    if not 0 <= at <= len(there):
        raise SideUnknown(place=at)
    before, after = ([one for one in some if one not in taken] for some in (there[:at], there[at:]))
    return {options.document: kept, options.to: [*before, *taken, *after]}


def _sides(run: Run, document: int) -> "list[Page]":
    from desk.work.counter import paper

    return list(paper(run.desk(), document).pages)


def _named(sides: "list[Page]", told: str) -> list[int]:
    ids = {str(page.place): page.id for page in sides}
    wrong = next((word for word in told.split(",") if word.strip() not in ids), None)
    if wrong is not None:
        raise SideUnknown(place=wrong.strip())
    return [ids[word.strip()] for word in told.split(",")]


def _component(run: Run, document: int) -> int | None:
    from desk.work.counter import paper

    return paper(run.desk(), document).document.place


def _place(run: Run, document: int, component: int | None) -> None:
    from desk.work.review import move_document

    move_document(run.desk(), run.session(), document, component)
