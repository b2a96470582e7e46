"""The strict rules for copies of our own (quy tắc chặt cho bản sao của mình).

Whoever changes a certified copy has to leave no trace in: every byte under a signature, exactly our fields, the
first certification that allows nothing but the seal, and a last document time stamp over the whole file. Anything
else is refused and named. A later renewal of the archive by further time stamps is no change.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from signing.changes import Change
from signing.cover import Cover, covers_in
from signing.embedded import Embedded
from signing.opening import Opened
from signing.own import CLERK_FIELD, KINDS, TRUE_COPY_FIELD, fields_of
from signing.proofs import SignerFinding, StampFinding
from signing.report import Changes, Reason
from signing.revisions import Past, step
from signing.structure import form_fields, value_of
from signing.token_form import der_of, token_is_whole
from signing.values import OFFICER_FIELD, SEAL_FIELD
from signing.verdicts import stamp_reason
from signing.weighing import Weighed, reason_of

_ROUTINE = {"metadata-dated", "extensions-changed", "validation-data-added"}
"""What comes with signing, stamping and storing validation data."""

WAITING = {"seal-missing", "officer-missing", "clerk-missing", "timestamp-missing", "validation-data-missing"}
"""What may still come, or was cut away: it cannot be told from the file, so it is not final."""

_MARK, _MARKS = b"(SaoY)", (b"(ChungThuc)", b"(SaoVanBan)", b"(SoHoa)")
"""Parts of the names of our fields: that of all, those of each kind in the order of `KINDS`."""

_NAMES = {
    OFFICER_FIELD: "officer-missing", SEAL_FIELD: "seal-missing", TRUE_COPY_FIELD: "seal-missing",
    CLERK_FIELD: "clerk-missing",
}  # fmt: skip
_REMOVED = {name: Reason(key, (("removed", "true"),)) for name, key in _NAMES.items()}
"""A signature that was there and is not; the same reason for two kinds is one."""


@dataclass(frozen=True)
class Case:
    """All that is known of a file when the strict rules look at it.

    Attributes:
        found: Its signatures and document time stamps, in the order of the file.
        signers: What was found of the signatures, by field.
        stamps: What was found of the document time stamps, by field.
        weighed: What pyHanko says of the changes after each, by field.
        levels: Level of each signature, by field.
        known: DER of certificates the file or the office holds, beside those of the last time stamp.
    """

    opened: Opened
    found: Sequence[Embedded]
    states: list[Past]
    signers: Mapping[str, SignerFinding]
    stamps: Mapping[str, StampFinding]
    weighed: Mapping[str, Weighed]
    levels: Mapping[str, str | None]
    known: frozenset[bytes]

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The fields of its kind of own document, in the order of their signatures.

        What was signed first tells the kind: a field of another kind may have been added since.
        """
        signed = [one.field.name for one in self.found if not one.timestamp and one.field.name in _NAMES]
        return fields_of(signed[:1] or {field.name for field in form_fields(self.opened.reader)})

    @property
    def last(self) -> str:
        """The field of the last signature."""
        return self.own[-1]

    def field(self, name: str) -> Embedded | None:
        """Return the signature in a field, or None."""
        return next((one for one in self.found if one.field.name == name and not one.timestamp), None)


def is_ours(handler: Any) -> bool:  # noqa: ANN401 -- a reader of pyHanko
    """Tell whether a file carries the fields of one of our own documents, signed or not."""
    return any(field.name in _NAMES for field in form_fields(handler))


def bears_our_marks(data: bytes) -> bool:
    """Tell whether bytes that cannot be read as a PDF carry the names of our fields."""
    return _MARK in data and any(mark in data for mark in _MARKS)


def byte_reasons(data: bytes) -> list[Reason]:
    """Look at the bytes alone: covered bytes changed, moved, cut, put before or behind, padding that is no padding."""
    covers = covers_in(data)
    keys = [] if data.startswith(b"%PDF-") else ["bytes-before-start"]
    for cover in covers:
        keys += _of_cover(cover, len(data), moved=bool(keys))
    return [Reason(key) for key in dict.fromkeys(keys)]


def removed_reasons(data: bytes) -> list[Reason]:
    """Name the signatures of a file that shows no field of ours and whose bytes still hold what fits one."""
    if not any(cover.whole for cover in covers_in(data)):
        return []
    kinds = [kind for mark, kind in zip(_MARKS, KINDS, strict=True) if mark in data]
    return list(dict.fromkeys(_REMOVED[name] for kind in kinds for name in kind))


def _of_cover(cover: Cover, length: int, *, moved: bool) -> Iterator[str]:
    if not cover.shaped:
        yield "cut-back" if cover.end > length and len(cover.range) == 4 else "byte-range-wrong"
    elif not cover.fits:
        yield from () if moved else (_of_gap(cover),)
    elif cover.whole is False or not cover.even:
        yield "byte-changed"
    elif not cover.padded:
        yield "padding-not-zero"


def _of_gap(cover: Cover) -> str:
    if not cover.opens:
        return "rewritten"
    return "byte-changed" if cover.closes else "byte-range-wrong"


def judge(case: Case) -> list[Reason]:
    """Return why a copy of ours is refused or waits; empty when there is nothing to say against it."""
    reasons = byte_reasons(case.opened.data)
    if case.opened.lenient and not reasons:
        reasons.append(Reason("structure-damaged"))
    reasons += [*_of_signers(case), *_of_steps(case), *_of_fields(case)]
    if not any(reason.key not in WAITING for reason in reasons):
        reasons += _unexplained(case)
    reasons += [*_of_tail(case, reasons), *_of_stamps(case)]
    reasons += _of_levels(case, reasons)
    taken = {reason.key for reason in reasons if reason in _REMOVED.values()}
    return [reason for reason in dict.fromkeys(reasons) if reason.key not in taken or reason in _REMOVED.values()]


def refused_for_good(reasons: Sequence[Reason]) -> set[Reason]:
    """Return those of the strict reasons that no waiting and no root can mend."""
    return {
        reason
        for reason in reasons
        if reason in _REMOVED.values() or (reason.key not in WAITING and not reason.key.startswith("timestamp-"))
    }


def _of_signers(case: Case) -> Iterator[Reason]:
    signed = [case.field(name) for name in case.own]
    taken = None in signed and _hidden(case)
    for name, one in zip(case.own, signed, strict=True):
        if one is None:
            yield _REMOVED[name] if taken else Reason(_NAMES[name])
        elif one.cms is None:
            yield Reason("signature-malformed", (("field", name),))
        elif not one.pades:
            yield Reason("format-unsupported", (("field", name),))
    places = [one.made for one in signed if one is not None]
    if len(places) > 1 and places[0] >= places[-1]:
        yield Reason("order-wrong")
    made_with = [one.certificate.dump() for one in signed if one is not None and one.certificate is not None]
    if len(set(made_with)) < len(made_with):
        yield Reason("signers-same")
    first = signed[0]
    if first is not None and first.cms is not None and not _certified(case.opened, first):
        yield Reason("certification-missing")


def _hidden(case: Case) -> bool:
    """Tell whether the bytes hold a signature or a time stamp that fits them and that no field shows any more."""
    shown = {one.cover.end for one in case.found}
    return any(cover.whole and cover.end not in shown for cover in covers_in(case.opened.data))


def _certified(opened: Opened, first: Embedded) -> bool:
    """Tell whether the first signature certifies and allows filling in alone (DocMDP, P=2)."""
    try:
        named = value_of(opened.reader.root, "/Perms").raw_get("/DocMDP")
        level = first.cms.docmdp_level
        return bool(named.idnum == first.field.entries.raw_get("/V").idnum and level is not None and level.value == 2)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- what cannot be read certifies nothing
        return False


# -- what each state changed ------------------------------------------------------------------------------------------


def _of_steps(case: Case) -> Iterator[Reason]:
    first = case.field(case.own[0])
    if first is None:
        return
    for past in case.states:
        if past.section > first.made and past.number > 1:
            yield from _of_step(case, past)


def _of_step(case: Case, past: Past) -> Iterator[Reason]:
    try:
        found = step(case.opened, case.states, past.number)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a state of ours that cannot be read is refused like any other change
        yield Reason("structure-damaged")
        return
    sealed = any(_seals(case, change) for change in found)
    closed = sealed or past.closing is not None or _stamped_later(case, past)
    odd = [change for change in found if not (closed and change.key in _ROUTINE) and not _seals(case, change)]
    yield from (_own_reason(change) for change in odd)
    if not odd and not closed:
        yield Reason("revision-added")


def _stamped_later(case: Case, past: Past) -> bool:
    return any(later.number > past.number and later.closing and later.closing.timestamp for later in case.states)


def _seals(case: Case, change: Change) -> bool:
    return len(case.own) > 1 and change.key == "signed" and change.field == case.last


def _own_reason(change: Change) -> Reason:
    if change.key == "signature-removed" and change.field in _NAMES:
        return _REMOVED[change.field]
    key = {"metadata-dated": "metadata-changed", "extensions-changed": "structure-changed", "signed": "signature-added"}
    return reason_of(Change(key.get(change.key, change.key), change.page, change.field))


def _of_fields(case: Case) -> Iterator[Reason]:
    stamps = {one.field.name for one in case.found if one.timestamp}
    for field in form_fields(case.opened.reader):
        if field.name in case.own or field.name in stamps:
            continue
        yield Reason("signature-added" if field.signed else "field-added", (("field", field.name),))


def _unexplained(case: Case) -> Iterator[Reason]:
    """Pass on what pyHanko forbids and nobody named."""
    for weighed in case.weighed.values():
        if weighed.changes in (Changes.FORBIDDEN, Changes.UNKNOWN) and weighed.reasons:
            yield from (weighed.reasons if weighed.final else (Reason("changes-unexplained"),))


# -- the end of the file ----------------------------------------------------------------------------------------------


def _of_tail(case: Case, reasons: Sequence[Reason]) -> Iterator[Reason]:
    if not case.found:
        return
    last, length = case.found[-1], len(case.opened.data)
    grave = {reason.key for reason in reasons} - WAITING
    if last.cover.fits and last.cover.end < length and case.states[-1].section == last.made and not grave:
        yield Reason("bytes-after-end")
    elif not last.timestamp and case.field(case.last) is not None:
        yield Reason("timestamp-missing")


def _of_stamps(case: Case) -> Iterator[Reason]:
    for one in case.found:
        if not one.timestamp:
            continue
        found = case.stamps.get(one.field.name)
        broken = found is None or not found.whole or not one.cover.fits
        if broken or (one is case.found[-1] and not token_is_whole(der_of(one.cms), case.known)):
            yield Reason("timestamp-broken", (("field", one.field.name),))
        elif found is not None and not found.finding.passed:
            yield stamp_reason(found.finding.indication)


def _of_levels(case: Case, reasons: Sequence[Reason]) -> Iterator[Reason]:
    """A copy is finished at B-LTA; one that is whole, trusted and stamped but lacks data for later is not."""
    signed = [one for name in case.own if (one := case.field(name)) is not None]
    passed = all(case.signers[one.field.name].finding.passed for one in signed if one.field.name in case.signers)
    if (
        len(signed) == len(case.own)
        and passed
        and not reasons
        and any(case.levels.get(o.field.name) != "B-LTA" for o in signed)
    ):
        yield Reason("validation-data-missing")
