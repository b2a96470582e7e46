"""Where one paper ends and the next begins (trang mở đầu một giấy tờ), told from the readings of the sides alone.

Each side is held against the paper under way: what begins a paper (the state's name, a title, a first page's number)
against what goes on (a number that counts on, a sentence that ends on the next side, rows of one table, the back of a
card). Each such signal weighs for or against; the weights are fitted by `benchmarks/fit_openings.py` on papers drawn
and real ones, and kept in `ocr/data/openings_weights.toml`.
"""

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ocr.opening_words import begins, folded, words
from ocr.page import PageReading
from ocr.page_facts import PageFacts, facts_of
from ocr.slip_print import SlipRead, slip_code

__all__ = ["SURE", "Opening", "SlipRead", "opening", "signals", "slip_code"]

SURE = 0.9
"""Confidence from which on a side begins a paper, and 1 less which it goes on; between is a doubt."""

_OTHER_SIZE = 0.05
_OTHER_PRINT, _OTHER_LEFT = 0.16, 0.045
_FEW_WORDS = 45
_MOST_REASONS = 3
_FEWEST, _READ_WELL, _MOST_UNREAD = 5, 0.5, 0.85
_TOLD_ANYHOW = {"card-back", "counts-on", "same-count"}
_TELLING = 0.25


@dataclass(frozen=True, slots=True)
class Opening:
    """How sure it is that a side begins a new paper (trang này mở đầu giấy tờ mới).

    Attributes:
        confidence: 0-1; from 0.9 on it begins one, up to 0.1 it goes on with the one before, between is a doubt.
        reasons: Codes, the weightiest first; sentences are in `messages.toml` under `evening.reason-…`.
    """

    confidence: float
    reasons: tuple[str, ...] = ()


def opening(paper: Sequence[PageReading], page: PageReading) -> Opening:
    """Tell how sure it is that a side begins a new paper.

    Args:
        paper: The sides of the paper under way, in order, blank ones left out; none when nothing came before.
        page: The side that comes next; not blank.
    """
    if not paper:
        return Opening(1.0, ("first",))
    weights = _weights()
    shares = {name: weights.get(name, 0.0) * value for name, value in signals(paper, page).items()}
    total = weights["always"] + sum(shares.values())
    confidence = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    if _tells_little(page) and not shares.keys() & _TOLD_ANYHOW:
        confidence = min(_MOST_UNREAD, max(1 - _MOST_UNREAD, confidence))
    return Opening(round(confidence, 3), _reasons(shares, confidence))


def _tells_little(page: PageReading) -> bool:
    """Say whether so little was read, or so badly, that nothing is sure: a photograph, a plan, a side of pen alone."""
    words_read = [word.confidence for word in page.words]
    return page.rotation is None or len(words_read) < _FEWEST or sum(words_read) < _READ_WELL * len(words_read)


def _reasons(shares: dict[str, float], confidence: float) -> tuple[str, ...]:
    """Give the signals that speak for what is told, the weightiest first; those of both sides where it is a doubt."""
    doubt = 1 - SURE < confidence < SURE
    telling = [(share, name) for name, share in shares.items() if abs(share) > _TELLING]
    if not doubt:
        telling = [each for each in telling if (each[0] > 0) == (confidence > 0.5)]
    telling.sort(key=lambda each: -abs(each[0]))
    return tuple(name for _, name in telling[:_MOST_REASONS])


@cache
def _weights() -> dict[str, float]:
    """Return the weight of each signal: logarithms of odds, positive for a new paper."""
    text = resources.files("ocr").joinpath("data/openings_weights.toml").read_text("utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


def signals(paper: Sequence[PageReading], page: PageReading) -> dict[str, float]:
    """Tell the signals of a side against the paper under way, each 0-1; those that are not there are left out."""
    told = [facts_of(each) for each in paper]
    new = facts_of(page)
    found = {**_of_page(told, new), **_of_paper(told, new), **_of_both(told, new)}
    return {name: value for name, value in found.items() if value}


def _of_page(told: Sequence[PageFacts], new: PageFacts) -> dict[str, float]:
    """Tell what the side itself says."""
    headed = bool(new.motto or new.kind or new.named)
    return {
        "state-head": float(new.motto),
        "known-title": new.kind_sure if not new.annex else 0.0,
        "title": float(new.named and not new.annex),
        "large-line": float(bool(new.title) and not new.named and not new.annex),
        "annex": float(new.annex),
        "part": float(new.part and not new.motto),
        "form-code": float(new.form),
        "translated": float(new.translated),
        "letter": float(new.letter and not headed and new.count >= _FEW_WORDS),
        "list": float(not new.motto and begins(new.title, folded("lists"))),
        "card-front": float(new.card == "front"),
        "no-head": float(not headed and not new.title),
        "few-words": float(new.count < _FEW_WORDS and not headed and len(told) > 0),
        "goes-on": float(new.starts == "lower" and not headed),
        "middle-item": float(new.starts == "item" and new.item > 1 and not headed),
        "later-number": float(new.number > 1),
        "number-one": float(new.number == 1),
        "ends-signed": float(new.signed and not headed),
    }


def _of_paper(told: Sequence[PageFacts], new: PageFacts) -> dict[str, float]:
    """Tell whether the paper under way is at its end."""
    first, last = told[0], told[-1]
    kind = next((each.kind for each in told if each.kind), "")
    cards = [each.card for each in told if each.card]
    return {
        "signed-before": float(last.signed),
        "unsigned-before": float(not last.signed and last.ends != "closed"),
        "open-before": float(last.ends == "open"),
        "last-of": float(0 < last.of == last.number),
        "more-of": float(0 < last.number < last.of),
        "one-side": float(kind in words("one_side") and last is first and not new.annex),
        "whole-card": float(cards[:2] == ["front", "back"] or (cards == ["back"])),
        "lone-front": float(cards == ["front"] and new.card != "back"),
        "long-paper": min(1.0, (len(told) - 1) / 5),
    }


def _of_both(told: Sequence[PageFacts], new: PageFacts) -> dict[str, float]:
    """Tell how the side goes with the paper."""
    first, last = told[0], told[-1]
    people = frozenset[str]().union(*(each.people for each in told))
    sign = next((each.sign for each in told if each.sign), "")
    kind = next((each.kind for each in told if each.kind), "")
    headed = bool(new.motto or new.kind or new.named)
    return {
        "counts-on": float(_counts_on(told, new)),
        "counts-wrong": float(new.number > 0 and last.number > 0 and new.number not in (last.number + 1, 1)),
        "starts-again": float(new.number == 1 and last.number > 0),
        "same-count": float(0 < new.of == last.of and new.number == last.number + 1),
        "runs-on": float(last.ends == "open" and new.starts == "lower"),
        "item-on": float(0 < last.last_item < new.item <= last.last_item + 2),
        "table-on": float(last.cells > 2 and abs(last.cells - new.first_cells) <= 1 and not headed),
        "card-back": float(last.card == "front" and new.card == "back"),
        "other-size": float(_other_size(last, new)),
        "other-print": float(_other_print(last, new)),
        "same-print": float(not _other_print(last, new) and not _other_size(last, new)),
        "other-kind": float(bool(new.kind and kind) and new.kind != kind),
        "other-number": float(bool(new.sign and sign) and new.sign != sign),
        "same-number": float(bool(new.sign and sign) and new.sign == sign),
        "other-person": float(bool(people and new.people) and not people & new.people),
        "same-person": float(bool(people & new.people)),
        "same-title": float(bool(new.title) and new.title == first.title),
        "words-shared": _shared(told, new),
    }


def _counts_on(told: Sequence[PageFacts], new: PageFacts) -> bool:
    if new.number < 2:
        return False
    last = told[-1]
    return new.number == last.number + 1 if last.number else new.number == len(told) + 1


def _other_size(last: PageFacts, new: PageFacts) -> bool:
    pairs = zip(last.size, new.size, strict=True)
    return last.wide != new.wide or any(abs(one - other) > _OTHER_SIZE * max(one, other, 1.0) for one, other in pairs)


def _other_print(last: PageFacts, new: PageFacts) -> bool:
    if not (last.print_mm and new.print_mm):
        return False
    return abs(math.log(new.print_mm / last.print_mm)) > _OTHER_PRINT or abs(new.left - last.left) > _OTHER_LEFT


def _shared(told: Sequence[PageFacts], new: PageFacts) -> float:
    """Give the share of the side's longer words that the paper has as well."""
    known = frozenset[str]().union(*(each.seen for each in told))
    return round(len(new.seen & known) / len(new.seen), 2) if new.seen else 0.0
