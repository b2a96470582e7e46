"""The words of a name as several looks at its line saw them, and the name most of them say (bỏ phiếu từng chữ)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.lexicon import official
from ocr.page import Box, FieldReading, PageReading, Word
from ocr.refuse import is_plausible
from ocr.signer import wholeness
from ocr.vietnamese import compose, fold

_SURE = 0.93
_SAME = 0.55
_ADDED = 0.8
_MOST_WORDS, _SHORT = 5, 2
_SEEN_AGAIN = 0.88
_FAMILY_WEIGHT = 2.0
_FAMILY = 0.6
"""Most confidence of a family name that several looks saw, none of them surely."""
_NEAR, _FAR = -0.3, 1.1
"""Heights of a line between a word and the one before it."""

Look = Sequence[Word]


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of one word of a name, px of the reading, and what each look said there."""

    left: float
    right: float
    votes: dict[str, list[float]]


def settled(read: FieldReading) -> bool:
    """Tell whether a name needs no other look: surely read, with a family name and three words."""
    words = (read.value or "").split()
    return len(words) > _SHORT and read.confidence >= _SURE and wholeness(words) == 1


def closer(read: FieldReading, reading: PageReading, first: Look, looks: Sequence[Look]) -> FieldReading:
    """Take of each word what most looks see, and words before the first that at least two see alike.

    Args:
        read: The name as it was read first, with its box.
        reading: Of its page.
        first: The words among which the name was found.
        looks: Words of the name's line, px of the reading.
    """
    if read.value is None or read.box is None:
        return read
    plain = [[one for word in look if (one := _may_be_name(word)) is not None] for look in looks]
    box = pixels(read.box, reading)
    slots = _slots(read, first, box, plain)
    if not slots:
        return read
    names = [_elected(slot, first=at == 0) for at, slot in enumerate(slots)]
    names = [*_before(plain, slots[0].left, names, box[3] - box[1]), *names]
    if not _SHORT <= len(names) <= _MOST_WORDS:
        return read
    words = [name for name, _ in names]
    sure = min(share for _, share in names) * wholeness(words)
    value = " ".join(words)
    told = max(read.confidence, sure) if value == read.value else _SEEN_AGAIN * sure
    return replace(read, value=value, confidence=round(told, 3))


def pixels(box: Box, reading: PageReading) -> Box:
    """Give a box of the upright page in its pixels."""
    width, height = reading.width_px, reading.height_px
    return box[0] * width, box[1] * height, box[2] * width, box[3] * height


def _may_be_name(word: Word) -> Word | None:
    """Give a word without the signs around it when it can be part of a name."""
    text = compose(word.text).strip("\"'“”‘’`*.,;:-_^~|")
    fits = len(text) > 1 and text.isalpha() and text[0].isupper() and is_plausible(text)
    return replace(word, text=text.capitalize() if text.isupper() else text) if fits else None


def _slots(read: FieldReading, first: Look, box: Box, looks: Sequence[Look]) -> list[_Slot]:
    """Set the words of the first reading beside what each look sees at their place."""
    wanted = [fold(word) for word in (read.value or "").split()]
    inside = [word for word in first if box[0] - 2 <= word.left and word.right <= box[2] + 2]
    inside = [word for word in inside if box[1] <= (word.top + word.bottom) / 2 <= box[3]]
    slots = []
    for key in wanted:
        word = next((one for one in inside if fold(one.text.strip(".,;:")) == key), None)
        if word is None:
            return []
        votes: dict[str, list[float]] = defaultdict(list)
        shown = word.text.strip(".,;:")
        votes[shown.capitalize() if shown.isupper() else shown].append(word.confidence)
        for look in looks:
            for other in look:
                shared = min(other.right, word.right) - max(other.left, word.left)
                if shared > _SAME * max(other.right - other.left, word.right - word.left):
                    votes[other.text].append(other.confidence)
        slots.append(_Slot(word.left, word.right, dict(votes)))
    return slots


def _elected(slot: _Slot, *, first: bool) -> tuple[str, float]:
    """Take what most looks see; for a first word, what is a family name has more weight where looks differ."""
    families = official()["signer"]["families"]
    weights = {
        text: sum(each) * (_FAMILY_WEIGHT if first and text in families else 1.0) * (1.0 if text[0].isupper() else 0.5)
        for text, each in slot.votes.items()
    }
    total = sum(sum(each) for each in slot.votes.values())
    text = max(weights, key=lambda each: weights[each])
    votes = slot.votes[text]
    return text, max(votes) * (0.4 + 0.6 * sum(votes) / max(1e-6, total))


def _before(
    looks: Sequence[Look], edge: float, names: Sequence[tuple[str, float]], high: float
) -> list[tuple[str, float]]:
    """Give words right before the first that at least two looks saw alike."""
    families = official()["signer"]["families"]
    found: list[tuple[str, float]] = []
    known = {name for name, _ in names}
    while len(found) < _SHORT and not (found and found[0][0] in families):
        votes: dict[str, list[Word]] = defaultdict(list)
        for look in looks:
            for word in look:
                if _NEAR * high < edge - word.right < _FAR * high and word.text not in known:
                    votes[fold(word.text)].append(word)
        seen = max(votes.values(), key=lambda each: (len(each), sum(word.confidence for word in each)), default=[])
        if len(seen) < _SHORT:
            break
        best = max(seen, key=lambda word: (word.text in families, word.confidence))
        if best.confidence >= _ADDED:
            share = best.confidence * (0.5 + 0.5 * len(seen) / len(looks))
        elif best.text in families:
            share = _FAMILY
        else:
            break
        found.insert(0, (best.text, share))
        edge = min(word.left for word in seen)
    return found
