"""Copies signed by keys of a service (ký bản sao từ xa): kept with a hole, confirmed in one go, then finished.

What is kept outlives the program: bytes with their hole, the name of the transaction, and a signature as soon as it is
there. So whoever asks again after a crash goes on from there, and nothing is confirmed twice that was signed once.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from signing.copy import CopySigner
from signing.errors import KeyAnswerWrong, RemoteAnswerWrong, RemoteExpired, SigningError
from signing.holes import Hole, read_hole
from signing.remote import RemoteKey, fits
from signing.values import Attestation, Signed

FRESH_S = 3600.0
"""How long kept bytes may be gone on with: the time told in them is when they were made."""

_BYTES, _FACTS = "copy.pdf", "facts.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A signature that is wanted: of a prepared or signed copy, in a field, into `out`."""

    source: Path
    attestation: Attestation
    field: str
    out: Path


class RemoteCopies:
    """Signs copies with keys that answer when a person has confirmed.

    Args:
        signer: Does all but the key's part.
        folder: Where copies wait; on a local disk.
    """

    def __init__(self, signer: CopySigner, folder: Path) -> None:
        self._signer, self._folder = signer, folder

    def sign(self, wanted: Sequence[Wanted], key: RemoteKey) -> list[Signed]:
        """Sign copies with as few confirmations as the key allows; each `out` appears whole or not at all.

        Raises:
            Those of `RemoteSigner.poll` and `CopySigner.begin`; RemoteAnswerWrong: a signature does not fit, and
            nothing of its confirmation is used. What was kept before stays for the next call.
        """
        kept = [self._kept(one, key) for one in wanted]
        waiting = [one for one in kept if one.value is None]
        for first in range(0, len(waiting), key.most):
            _ask(waiting[first : first + key.most], key)
        return [self._finished(one, whose.out) for one, whose in zip(kept, wanted, strict=True)]

    def _kept(self, wanted: Wanted, key: RemoteKey) -> "_Kept":
        """Return what is kept of a wanted signature, made now when there is nothing, or nothing whole and fresh."""
        told = (
            wanted.source.read_bytes(),
            wanted.field.encode(),
            key.certificate.der,
            repr(wanted.attestation).encode(),
        )
        folder = self._folder / hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in told)).hexdigest()
        found = _read(folder)
        if found is not None:
            return found
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        hole = self._signer.begin(wanted.source, wanted.attestation, key, folder / _BYTES, wanted.field)
        made = _Kept(folder, hole)
        made.write()
        return made

    def _finished(self, kept: "_Kept", out: Path) -> Signed:
        try:
            done = self._signer.finish(kept.hole, kept.folder / _BYTES, kept.value or b"", out)
        except KeyAnswerWrong as fault:
            shutil.rmtree(kept.folder, ignore_errors=True)
            raise RemoteAnswerWrong(**fault.context) from fault
        shutil.rmtree(kept.folder, ignore_errors=True)
        return done


@dataclass
class _Kept:
    """A copy with its hole on disk, and how far its signature has come."""

    folder: Path
    hole: Hole
    transaction: str | None = None
    value: bytes | None = None

    def write(self) -> None:
        facts = {
            "hole": self.hole.told(), "file": _sum(self.folder / _BYTES), "transaction": self.transaction,
            "value": None if self.value is None else self.value.hex(),
        }  # fmt: skip
        part = self.folder / f".{_FACTS}.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump(facts, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / _FACTS)


def _read(folder: Path) -> _Kept | None:
    """Return what a folder keeps, if it is whole, fresh, and its signature, where there is one, fits."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        facts = json.loads((folder / _FACTS).read_text("utf-8"))
        hole, value = read_hole(facts["hole"]), facts["value"]
        kept = _Kept(folder, hole, facts["transaction"], None if value is None else bytes.fromhex(value))
        fresh = time.time() - (folder / _BYTES).stat().st_mtime < FRESH_S
        if fresh and facts["file"] == _sum(folder / _BYTES):
            if kept.value is not None and not fits(hole.certificate, kept.value, hole.wanted):
                kept.value = None
            return kept
    return None


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _ask(waiting: Sequence[_Kept], key: RemoteKey) -> None:
    """Get the signatures of copies with one confirmation; one under way already is waited for."""
    digests = [one.hole.wanted for one in waiting]
    known = {one.transaction for one in waiting}
    values: tuple[bytes, ...] | None = None
    if len(known) == 1 and (transaction := known.pop()) is not None:
        with suppress(RemoteExpired):
            values = key.wait(transaction, digests)
    if values is None:
        transaction = key.signer.start(digests)
        _note(waiting, transaction)
        try:
            values = key.wait(transaction, digests)
        except SigningError:
            _note(waiting, None)
            raise
    for one, value in zip(waiting, values, strict=True):
        one.value = value
        one.write()


def _note(waiting: Sequence[_Kept], transaction: str | None) -> None:
    for one in waiting:
        one.transaction = transaction
        one.write()
