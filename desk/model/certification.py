"""Certification of copies (chứng thực bản sao từ bản chính): the copy, its number, its stages, refusals, fees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desk.errors import CopyStageWrong
from signing.values import Level


class CopyStage(StrEnum):
    """How far a certified copy has come; a number once taken stays with its copy for ever.

    NUMBERED: số đã giữ. SIGNED: cán bộ đã ký. WAITING: đã đóng dấu cơ quan, chờ dấu thời gian. SEALED: hoàn thành,
    đã tự kiểm. VOID: hủy số.
    """

    NUMBERED = "numbered"
    SIGNED = "signed"
    WAITING = "waiting"
    SEALED = "sealed"
    VOID = "void"

    @property
    def done(self) -> bool:
        """Tell whether the copy may leave the office."""
        return self is CopyStage.SEALED


_NEXT = {
    CopyStage.NUMBERED: {CopyStage.SIGNED, CopyStage.VOID},
    CopyStage.SIGNED: {CopyStage.WAITING, CopyStage.SEALED, CopyStage.VOID},
    CopyStage.WAITING: {CopyStage.SEALED, CopyStage.VOID},
    CopyStage.SEALED: {CopyStage.VOID},
    CopyStage.VOID: set[CopyStage](),
}


class CopyKind(StrEnum):
    """What an entry of a book is: CERTIFIED (bản sao chứng thực), or a true copy of an administrative document.

    SAO_Y: sao y, a full copy of an original. SAO_LUC: sao lục, a full copy of a sao y. TRICH_SAO: trích sao, a part of
    an original. The kinds of true copies share one book, which certification never uses (docs/law.md#true-copies).
    """

    CERTIFIED = "certified"
    SAO_Y = "sao-y"
    SAO_LUC = "sao-luc"
    TRICH_SAO = "trich-sao"

    @property
    def true_copy(self) -> bool:
        """Tell whether it is a copy under NĐ 30/2020, signed by the agency alone."""
        return self is not CopyKind.CERTIFIED


class Purpose(StrEnum):
    """Whose key it is: the certifying officer's (cán bộ), the agency's seal (con dấu), a clerk's (tiếp nhận)."""

    OFFICER = "officer"
    SEAL = "seal"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class Signer:
    """Người ký: which officer signs with which certificate of which token.

    Attributes:
        officer_id: For the seal, the keeper (văn thư) who enters its PIN.
        token: Serial of the token; never a slot.
        certificate: SHA-256 of the certificate, 64 hex digits.
        der: The certificate itself, so that its end is known without the token.
        on_behalf: Lines above the name, such as "KT. CHỦ TỊCH" and "PHÓ CHỦ TỊCH"; empty for the chairman himself.
    """

    officer_id: int
    purpose: Purpose
    token: str
    certificate: str
    der: bytes
    on_behalf: tuple[str, ...] = ()
    active: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """Căn cứ từ chối: one ground of Điều 22 NĐ 23/2015 for which an original may not be copied.

    Attributes:
        number: 1 to 6, as the article counts.
        law: The article's own words.
        short: A few words for the tick, said as a duty fulfilled.

    Law: docs/law.md#refusal-grounds
    """

    number: int
    law: str
    short: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Đối chiếu: what the officer did before certifying.

    Attributes:
        compared: The copy was held against the original on one screen, or the command said so.
        pages: Pages looked at.
        grounds: Numbers of the grounds of Điều 22 found not to hold.
        seconds: How long it took, 0 = not measured.
        source: Digest of the PDF that was compared; "" = whatever the paper's is now.
        part: Which pages of the paper were copied, from 1; () = all.
    """

    compared: bool
    pages: int = 0
    grounds: tuple[int, ...] = ()
    seconds: float = 0.0
    source: str = ""
    part: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CertifiedCopy:
    """Bản sao chứng thực điện tử, hay bản sao văn bản: one entry of a book with its file.

    Attributes:
        document_id: The scanned original it is a copy of.
        title: Name of the original, as the register prints it (Tên của bản chính giấy tờ, văn bản).
        book: Symbol of the book, such as "SCTĐT/BS".
        year: Year of the book.
        number: Number in the book and year, from 1, without a gap.
        officer_id: Who certifies; `officer` is the name and `officer_title` the title as printed.
        seal_id: Keeper of the agency's seal.
        pages: Pages of the original, those that the fee counts.
        copies: How many copies share this number (bản).
        fee: VND; `fees` names the dated table, `wording` the dated words.
        source: Digest of the PDF it is made of.
        prepared: Digest of the PDF with its words and both signature fields, before the first signature.
        signed: Digest after the officer's signature.
        sealed: Digest after the agency's seal.
        file: Digest of the finished copy; None until it is SEALED.
        lacking: Code of the fault that keeps it at its stage, or None.
        voided_reason: Why the number is void.
        certified_at: The moment the number was taken: day and year of the entry.
        requester: Name of the person who asked, as it stood that day: a book does not change with the person's row.
        requester_number: Their personal number that day, or "".
        kind: Certified, or which kind of true copy; of these `officer` is who decided the copying, and nobody's
            signature but the agency's stands on it.
    """

    dossier: str
    document_id: int
    citizen_id: int
    title: str
    book: str
    year: int
    number: int
    officer_id: int
    officer: str
    officer_title: str
    seal_id: int
    pages: int
    copies: int
    fee: int
    fees: str
    wording: str
    source: str
    certified_at: datetime
    made_by: int
    comparison: Comparison
    stage: CopyStage = CopyStage.NUMBERED
    prepared: str | None = None
    signed: str | None = None
    sealed: str | None = None
    file: str | None = None
    level: Level | None = None
    lacking: str | None = None
    note: str = ""
    finished_at: datetime | None = None
    voided_at: datetime | None = None
    voided_by: int | None = None
    voided_reason: str | None = None
    requester: str = ""
    requester_number: str = ""
    kind: CopyKind = CopyKind.CERTIFIED
    id: int = 0

    def step(self, to: CopyStage) -> "CertifiedCopy":
        """Return the copy at its next stage.

        Raises:
            CopyStageWrong: that stage does not follow this one.
        """
        alone = self.kind.true_copy and (self.stage, to) == (CopyStage.NUMBERED, CopyStage.WAITING)
        if to not in _NEXT[self.stage] and not alone:
            raise CopyStageWrong(number=self.number, stage=self.stage.value)
        return replace(self, stage=to)

    @property
    def newest(self) -> str | None:
        """Return the digest of the furthest file there is."""
        return self.file or self.sealed or self.signed or self.prepared


@dataclass(frozen=True, slots=True)
class ComponentSignature:
    """Chữ ký của cán bộ tiếp nhận trên giấy tờ số hóa: a scanned component signed by the clerk who digitised it.

    Attributes:
        source: Digest of the PDF that was signed; the signature counts while it is still the paper's.
        certificate: SHA-256 of the clerk's certificate.
        signed: Digest of the signed file, at whatever level.
        file: Digest of the file at B-LTA that verified; None until then.
        lacking: Code of the fault that keeps it from its level, or None.
    """

    document_id: int
    source: str
    officer_id: int
    certificate: str
    signed_at: datetime
    signed: str
    level: Level
    file: str | None = None
    lacking: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Từ chối chứng thực: a refusal in writing, with its grounds and reason; or the taking back of the one before.

    Attributes:
        grounds: Numbers of Điều 22; none = the refusal of this paper is taken back (rút lại việc từ chối).
        reason: What was seen on the paper, or why the refusal is taken back.
        file: Digest of the letter.
    """

    dossier: str
    document_id: int
    grounds: tuple[int, ...]
    reason: str
    by: int
    at: datetime
    file: str
    id: int = 0

    @property
    def taken_back(self) -> bool:
        """Tell whether this is a taking back."""
        return not self.grounds


def standing(refusals: Iterable[Refusal]) -> list[Refusal]:
    """Return, in their order, the refusals that nobody took back: of each paper its last word, when that refuses."""
    last = {one.document_id: one for one in refusals}
    return [one for one in last.values() if not one.taken_back]


@dataclass(frozen=True, slots=True)
class FeeTable:
    """Biểu phí of certified copies: a dated pack (docs/law.md#certification-fee); amounts in VND.

    Attributes:
        first: For each of the first `first_pages` pages.
        further: For each page after them.
        most: Highest fee of one copy.
    """

    version: str
    basis: str
    first: int
    first_pages: int
    further: int
    most: int

    def fee(self, pages: int, copies: int = 1) -> int:
        """Return the fee in VND; pages are those of the original.

        Raises:
            ValueError: fewer than one page or copy.
        """
        if pages < 1 or copies < 1:
            raise ValueError((pages, copies))
        one = self.first * min(pages, self.first_pages) + self.further * max(0, pages - self.first_pages)
        return copies * min(self.most, one)


@dataclass(frozen=True, slots=True)
class Wording:
    """Bộ lời chứng: the dated words of certification (docs/law.md#attestation-wording), with the office's own marks.

    Attributes:
        effective_from: First day these words are used.
        symbol: Symbol of the book, such as "SCTĐT/BS".
        number_mark: How a number is written, with `{number}`.
        book_mark: How a book is named, with `{year}` and `{symbol}`.
    """

    version: str
    effective_from: date
    basis: str
    symbol: str
    number_mark: str
    book_mark: str

    def number(self, number: int) -> str:
        """Return a number as it is written on copies and in the book."""
        return self.number_mark.format(number=number)

    def book_name(self, year: int, symbol: str | None = None) -> str:
        """Return the name of a book (tên quyển sổ); `symbol` None = that of these words."""
        return self.book_mark.format(year=year, symbol=symbol or self.symbol)
