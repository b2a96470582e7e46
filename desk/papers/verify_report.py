"""The record of a PDF that was checked (biên bản kiểm tra tệp PDF): what was found and why, for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from desk.model.deadline import VIETNAM
from desk.papers.forms import dated, words
from desk.papers.sheet import Head, head, line, listed, set_pdf, signatures, title

_FORM = "verification"
_SHORT = 12
"""Hexadecimal digits of a fingerprint shown at the foot of further pages."""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One signature or time stamp of the file.

    Attributes:
        what: "signature" or "timestamp".
        name: Of the signer or the authority, or "".
        at: When, or None.
        stamped: The time comes from a time stamp, not from the signer's own clock.
        level: PAdES level, or "".
        issuer: Who issued the signer's certificate, or "".
        reasons: Sentences why it is not whole and trusted; empty for one that is.
    """

    what: str
    name: str
    at: datetime | None
    stamped: bool
    level: str
    issuer: str
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class VerificationData:
    """What the record says.

    Attributes:
        file: Name of the file, without its folder.
        size: Bytes.
        digest: SHA-256 of the file, 64 hex digits.
        verdict: Word of ETSI EN 319 102-1 with its sub-indication.
        sentence: What was found, as the clerk reads it; `cure` what to do.
        reasons: Sentences about the file as a whole.
        at: Aware instant of the check.
        officer: Full name of the officer who checked; `officer_title` as printed.
        rehearsal: Marks the record «DIỄN TẬP».
        notes: Sentences on what is to be known besides: the lenient reader, additions after signing, the register.
    """

    authority: str
    centre: str
    commune: str
    file: str
    size: int
    digest: str
    verdict: str
    sentence: str
    cure: str
    reasons: Sequence[str]
    signed: Sequence[SignedBy]
    revisions: int
    at: datetime
    officer: str
    officer_title: str = ""
    rehearsal: bool = False
    notes: Sequence[str] = ()


def verification_pdf(data: VerificationData) -> bytes:
    """Set the record on A4 and return it as a PDF; the same data gives the same bytes.

    The record is this office's own, no form of law asks for it; its wording is data (`desk/data/forms.toml`).
    """
    code = data.digest[:_SHORT]
    return set_pdf(lambda: _story(data), words(_FORM, "title"), code, rehearsal=data.rehearsal)


def _story(data: VerificationData) -> list[Flowable]:
    top = Head(data.authority, data.centre, "", dated("place_date", data.at, commune=data.commune))
    return [
        head(top),
        title(words(_FORM, "title")),
        line(words(_FORM, "checked", moment=dated("moment", data.at), officer=data.officer)),
        line(words(_FORM, "file", file=data.file, size=_grouped(data.size)), strong=data.file),
        _digest(data.digest),
        line(words(_FORM, "found", sentence=data.sentence), strong=data.sentence),
        *([line(words(_FORM, "todo", cure=data.cure))] if data.cure else []),
        line(words(_FORM, "verdict", verdict=data.verdict), strong=data.verdict),
        *_listed("about_file", data.reasons),
        *_listed("besides", data.notes),
        *_signed(data),
        line(words(_FORM, "method"), face="-Italic", size=10.5),
        line(words(_FORM, "revisions", count=data.revisions), face="-Italic", size=10.5),
        signatures(None, (data.officer_title.upper() or words(_FORM, "sign"), data.officer)),
    ]


def _digest(digest: str) -> Flowable:
    """Set the fingerprint in groups of eight, so that two people can compare it by reading aloud."""
    grouped = " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
    return line(words(_FORM, "digest", digest=grouped), size=11)


def _listed(head_word: str, sentences: Sequence[str]) -> list[Flowable]:
    return [line(words(_FORM, head_word)), *listed(sentences)] if sentences else []


def _signed(data: VerificationData) -> list[Flowable]:
    if not data.signed:
        return [line(words(_FORM, "none_signed"))]
    return [line(words(_FORM, "signed")), *listed([_one(signed) for signed in data.signed])]


def _one(signed: SignedBy) -> str:
    """Say one signature in a paragraph: who, when, judged how and why."""
    key = "stamp" if signed.what == "timestamp" else "signature"
    moment = f"{signed.at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}" if signed.at is not None else ""
    if moment and not signed.stamped:
        moment = words(_FORM, "own_clock", moment=moment)
    parts = [words(_FORM, key, name=signed.name, moment=moment)]
    if signed.level:
        parts.append(words(_FORM, "level", level=signed.level))
    if signed.issuer:
        parts.append(words(_FORM, "issuer", issuer=signed.issuer))
    parts.append(" ".join(signed.reasons) if signed.reasons else words(_FORM, "whole"))
    return " ".join(parts)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
