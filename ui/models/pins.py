"""Asking for a PIN (mã PIN): for whose token, what its flags say, and what must be typed before the last try."""

from dataclasses import dataclass
from typing import Literal

from desk.model.certification import Purpose
from ui.models.names import without_marks

Tries = Literal["plenty", "low", "last"]
"""What the token tells of the tries left: PKCS#11 gives flags, never a number."""


@dataclass(frozen=True)
class PinAsk:
    """One question for a PIN; the PIN itself is never part of it.

    Attributes:
        holder: Whose token it is: the officer's name, or the agency's.
        title: The holder's title, or who keeps the seal.
        number: Number of the copy as printed, such as "213/ĐT".
        paper: Title of the paper that is signed.
        wrong: The PIN given before was wrong; the number is kept all the same.
        known: The rehearsal's published PIN, "" in an office.
        what: What is signed, in a sentence of its own, where it is no certified copy; "" = the copy of `number`.
    """

    purpose: Purpose
    holder: str
    title: str
    number: str
    paper: str
    tries: Tries = "plenty"
    wrong: bool = False
    known: str = ""
    what: str = ""


def means_it(typed: str, sentence: str) -> bool:
    """Tell whether a person typed the sentence that the last try asks for; marks, capitals and blanks do not matter."""
    return without_marks(typed).split() == without_marks(sentence).split()
