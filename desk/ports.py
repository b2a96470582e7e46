"""The Protocols through which the desk's verbs reach the outside, and `Desk`, the bundle of them.

Each Protocol has one contract test in `tests/contracts/`, run against every implementation this machine can offer.
"""
# long: every door of the house in one list, beside the bundle of them

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desk.model.events import Event

if TYPE_CHECKING:  # every model there is: each is loaded with what uses it first
    from desk.jobs import Progress
    from desk.model.arranging import Act
    from desk.model.board import CheckedPapers, DueDossier, MadeCopy, OpenedDossier, TakenPapers, Unsettled
    from desk.model.care import Backup
    from desk.model.certification import CertifiedCopy, ComponentSignature, CopyStage, Refusal, Signer
    from desk.model.chain import Head, Line, LineKind, Replaced
    from desk.model.cutting import Piece
    from desk.model.deadline import Calendar
    from desk.model.deed import Deed, Draft, PaperState
    from desk.model.dossier import Dossier
    from desk.model.evening import Batch, Side
    from desk.model.events import Entry
    from desk.model.paper import Document, Field, Page, Stage
    from desk.model.people import Citizen, Consent, Officer
    from desk.model.phone import PhoneDoor, PhoneWish, PhotoSaid
    from desk.model.procedure import Catalogue
    from desk.model.reuse import Reuse, Rules
    from desk.model.scanning import Device, RawPage, ScanRequest
    from desk.model.values import Digest, Json, PersonalId
    from ocr.glass import Cut
    from ocr.page import DocumentReading, DrawnPage, FirstLook, PageImage, PageReading
    from signing.key import SigningKey
    from signing.own import OwnText
    from signing.report import Report
    from signing.services import Reached, Trust
    from signing.values import Attestation, Certificate, LastStamp, Signed, Token


class Clock(Protocol):
    """Đồng hồ: the only source of the time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class Scanner(Protocol):
    """Máy quét: anything that turns paper into page images."""

    name: str

    def devices(self) -> "list[Device]":
        """Answer within 8 s; an empty list is no error."""

    def stand_by(self, device: str) -> None:
        """Have what the next scan from the device of this id needs made ready; returns at once, fails never."""

    def trust(self, device: str) -> None:
        """Take another certificate that the device of this id was seen to have; a driver without any does nothing."""

    def close(self) -> None:
        """End what stands by."""

    def scan(self, request: "ScanRequest", spool: Path, progress: "Progress") -> "Iterator[RawPage]":
        """Yield each side once it is durable in `spool`; what was yielded before a fault is kept."""


class Phones(Protocol):
    """Điện thoại làm máy chụp: a page on the office's own network, through which one phone sends photos of papers."""

    def photographs(
        self, wish: "PhoneWish", spool: Path, progress: "Progress"
    ) -> "Generator[PhoneDoor | RawPage, None, None]":
        """Yield the way to the page, then each photo once durable in `spool`, and the way again when a phone came in.

        Raises:
            PhoneNoNetwork, PhonePageLost, Cancelled; what was yielded before is kept.
        """

    def tell(self, spool: Path, number: int, said: "PhotoSaid") -> None:
        """Have the phone told what became of the photo of this number; returns at once."""

    def where(self) -> str:
        """Return the address that phones would be offered now, without opening anything; PhoneNoNetwork."""


class DocumentStore(Protocol):
    """Kho tệp: bytes by their SHA-256, written once, never changed."""

    def put(self, data: bytes) -> "Digest":
        """Keep the bytes durably (fsync) and return their digest; DiskFull, StoreReadOnly."""

    def put_file(self, path: Path) -> "Digest":
        """Keep a copy of the file durably and return its digest; DiskFull, StoreReadOnly, FileMissing."""

    def get(self, digest: "Digest") -> bytes:
        """Return the bytes, checked; ObjectMissing, ObjectChanged."""

    def path(self, digest: "Digest") -> Path:
        """Return a local, read-only file with the bytes, its name ending as its kind asks; ObjectMissing."""

    def remove(self, digest: "Digest") -> None:
        """Destroy the bytes: only for papers under a mark of secrecy (docs/law.md#secrecy)."""


class Holds(Protocol):
    """Việc đang giữ: which process has a piece of work in hand; a hold ends with its process."""

    def take(self, name: str) -> bool:
        """Take a hold; False when this or another process has it already."""

    def keeps(self, name: str) -> bool:
        """Tell whether a hold that was taken is still ours; one lost with a connection is taken again where it can."""

    def holder(self, name: str) -> str:
        """Return the name of the desk that has a hold, "" when nobody has it or that is not known."""

    def release(self, name: str) -> None:
        """Let go of a hold; one that is not ours is no fault."""


class PaperReader(Protocol):
    """Phòng đọc: reads files and pages in limited worker processes."""

    def ready(self) -> None:
        """Start what the next side or file needs, while a person lays it down; nobody waits for it."""

    def split(self, path: Path, spool: Path, progress: "Progress") -> "list[PageImage]":
        """Turn any file into page images inside `spool`; raises faults of `ocr`, WorkerDied, WorkerOverTime."""

    def draw(self, path: Path, number: int, out: Path, side_px: int) -> "DrawnPage":
        """Draw one page of a PDF (from 1) to the PNG `out` for the eye; faults of `ocr`, WorkerDied, WorkerOverTime."""

    def first_look(self, image: "PageImage") -> "FirstLook":
        """Tell what is wrong with a side while its paper is in hand; faults of `ocr`, WorkerDied, WorkerOverTime."""

    def read(self, images: "Iterable[PageImage]", progress: "Progress") -> "Iterator[PageReading]":
        """Yield one reading an image, in order, each as soon as it and all before it are ready.

        Images are taken a few at a time, as they are needed: others may still be to come.
        """

    def understand(
        self, images: "Sequence[PageImage]", readings: "Sequence[PageReading]", kind: str | None = None
    ) -> "DocumentReading":
        """Tell the kind of the paper and its fields; with `kind`, the fields of that kind."""

    def bind(
        self,
        images: "Sequence[PageImage]",
        readings: "Sequence[PageReading]",
        title: str,
        out: Path,
        size: str = "archive",
    ) -> None:
        """Write the searchable PDF/A-2b of the pages to `out`; `size` is "archive", "default" or "small"."""

    def signed(self, path: Path) -> bool:
        """Tell whether a file is a PDF with an electronic signature, which is kept as it is and never written anew."""

    def card(self, path: Path) -> list[str]:
        """Return the texts of all QR codes in a picture."""

    def part(self, image: "PageImage", spool: Path) -> "list[Cut]":
        """Cut each paper on a picture of the glass out into `spool`, in reading order; none when one covers it."""

    def card_sheet(self, sides: "Sequence[PageImage]", out: Path) -> "PageImage":
        """Draw front and back of a card at real size on one A4, the PNG `out`; CardNotSeen: no two cards."""

    def close(self) -> None:
        """End the workers."""


class FileReader(PaperReader, Protocol):
    """A reading room that takes whole files page by page: later pages are split while earlier ones are read."""

    def pages_of(
        self, path: Path, spool: Path, progress: "Progress"
    ) -> "Generator[tuple[PageImage, PageReading], None, None]":
        """Split any file into `spool` and yield each page with its reading, in order, as soon as it is ready."""

    def ready_pages(
        self, files: Sequence[Path], spool: Path, size: str, progress: "Progress"
    ) -> Generator[tuple[Path, str], None, None]:
        """Split, read and make ready for a PDF: yield for each page, in order, its file in `spool` and its text."""

    def lay(self, pages: Sequence[Path], title: str, out: Path) -> None:
        """Write the searchable PDF/A-2b of pages that are ready to `out`."""


class Archive(Protocol):
    """Sao lưu: a copy of the whole office as it stood at one moment, made while it works."""

    def back_up(self, to: Path, progress: "Progress", known: "Callable[[Backup], None]") -> "Backup":
        """Write a backup, whole or not at all: a folder that is absent or empty, or an absent file ending in `.zip`.

        `known` is called when all is written and before the backup gets its name; its fault leaves nothing behind.

        Raises:
            BackupPlaceTaken, FileMissing, OutputRefused, DiskFull, StoreBusy, OfficeBroken, Cancelled.
        """


class Keys(Protocol):
    """USB ký số: tokens, each in a child process of its own; all its key operations one after the other."""

    def tokens(self) -> "list[Token]":
        """List the tokens plugged in, with what their flags say of the PIN; an empty list is no fault.

        Raises:
            DriverMissing, DriverBroken: no driver at all could be asked.
        """

    def certificates(self, serial: str) -> "list[Certificate]":
        """List the certificates of a token that have a private key on it, before any PIN; TokenAbsent."""

    def open(self, serial: str, certificate: str, pin: str, *, last_try_meant: bool = False) -> "SigningKey":
        """Return the key of a certificate (its SHA-256), logged in; an open login is used again and `pin` is not sent.

        The flags of the token are read first. The PIN is sent at most once, is never kept and never logged. The last
        try is not spent without `last_try_meant`.

        Raises:
            TokenAbsent, PinWrong, PinLastTry, PinLocked, PinNotSet, CertificateAbsent, DriverMissing, DriverBroken.
        """

    def is_open(self, serial: str) -> bool:
        """Tell whether a token is logged in, so that no PIN need be asked for."""

    def close(self) -> None:
        """Log out of all tokens and end their processes."""


class Signatures(Protocol):
    """Phòng ký: lays the attestation on a copy, signs, seals, time-stamps and verifies.

    Files given are never changed; `out` appears whole or not at all.
    """

    def ready(self) -> None:
        """Load and start what the next signature needs, while a person still reads; nothing is signed or written."""

    def attest(self, pdf: Path, attestation: "Attestation", out: Path) -> None:
        """Lay the words on the last page where no ink is, or on a page added behind it; make both signature fields.

        Raises:
            FileUnfit, WorkerDied, WorkerOverTime.
        """

    def sign(self, prepared: Path, attestation: "Attestation", key: "SigningKey", out: Path) -> "Signed":
        """Sign as the certifying officer: certification signature, DocMDP P=2; B-T, or B-B when no TSA answers.

        Raises:
            Faults `signing.certificate-*`, those of the key, FileChanged, FileUnfit, KeyAnswerWrong.
        """

    def seal(self, signed: Path, attestation: "Attestation", key: "SigningKey", out: Path) -> "Signed":
        """Seal as the agency in the field made ready: B-LTA, or what can be reached while no TSA answers."""

    def lay_own(self, pdf: Path, text: "OwnText", out: Path) -> bool:
        """Make the field of a document of one signature ready; tell whether page 1 was made taller for its words.

        Raises:
            FileUnfit, WorkerDied, WorkerOverTime.
        """

    def sign_alone(self, prepared: Path, text: "OwnText", key: "SigningKey", out: Path) -> "Signed":
        """Sign a document of one signature: B-LTA, or what can be reached while no TSA answers; faults as `sign`."""

    def complete(self, sealed: Path, out: Path) -> "Signed":
        """Add what is lacking to B-LTA: validation data and the time stamp over the whole file; no key is needed.

        Raises:
            TimestampDown, CertificateUnchecked.
        """

    def renew(self, finished: Path, out: Path, digest: str) -> "Signed":
        """Put a new time stamp over a finished copy, by a hash algorithm; no key is needed, `out` begins as it did.

        Raises:
            TimestampDown, faults `signing.certificate-*` of the time stamp authority, FileChanged, FileUnfit.
        """

    def last_stamp(self, file: Path) -> "LastStamp | None":
        """Tell of the document time stamp that ends a file, to plan its renewal; None = it ends with none.

        Raises:
            FileMissing.
        """

    def verify(self, file: Path, trust: "Trust | None" = None, at: datetime | None = None) -> "Report":
        """Verify any PDF in a limited process, without the network; never a fault for what is inside the file.

        Args:
            file: Any file.
            trust: Whom to trust; None = whom this office trusts.
            at: The moment to judge for; None = now.

        Raises:
            FileMissing.
        """

    def reach(self, certificates: Sequence[bytes], *, stamp: bool) -> "tuple[Reached, ...]":
        """Ask the services of the network whether they answer; within 30 s, and nothing of a paper or person is sent.

        Args:
            certificates: DER of those that sign: who tells their state is asked too.
            stamp: Have the time stamp authorities give one, as signing does; else it is enough that they answer.

        Raises:
            AuthorityDown: the rehearsal's own services cannot be started.
        """

    def trust(self) -> "Trust":
        """Return whom this office trusts; RootUnreadable."""

    def close(self) -> None:
        """End the workers and what was started for them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search: the document and the score, higher is better."""

    document_id: int
    score: float
    snippet: str


class Officers(Protocol):
    """The people behind the counter."""

    def add(self, officer: "Officer") -> "Officer":
        """Add an officer and return it with its id."""

    def by_login(self, login: str) -> "Officer | None":
        """Find by login, or by full name when that is unique."""

    def get(self, officer_id: int) -> "Officer":
        """Return the officer of this id."""

    def all(self) -> "list[Officer]":
        """List all, active first, by name."""

    def update(self, officer: "Officer") -> None:
        """Keep a changed officer."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A dossier that has not left (hồ sơ chưa trao), and what stands in it, as few questions to the rows tell it.

    Attributes:
        citizen: The name of whose dossier it is.
        papers: Its papers that are not in the tray.
        settled: Places of components served by a held paper, or marked as shown; `reused` the former alone.
        copies: Of its papers that have a certified copy which is not void, how far that is.
        refused: Papers whose certification was refused in writing.
    """

    dossier: "Dossier"
    citizen: str
    papers: "tuple[Document, ...]" = ()
    settled: frozenset[int] = frozenset()
    reused: frozenset[int] = frozenset()
    copies: "tuple[tuple[int, CopyStage], ...]" = ()
    refused: frozenset[int] = frozenset()


class Citizens(Protocol):
    """The people in front of the counter."""

    def add(self, citizen: "Citizen") -> "Citizen":
        """Add a citizen and return it with its id."""

    def get(self, citizen_id: int) -> "Citizen":
        """Return the citizen of this id."""

    def by_personal_id(self, number: "PersonalId") -> "Citizen | None":
        """Find by the 12 digits."""

    def search(self, words: str, limit: int = 20) -> "list[Citizen]":
        """Find by folded name, best first; also by the old 9 digits or a part of the number, its beginning first."""

    def bearing(self, names: Collection[str]) -> set[str]:
        """Return those of the names that a citizen bears, marks and capitals aside."""

    def update(self, citizen: "Citizen") -> None:
        """Keep a changed citizen."""

    def consent(self, citizen_id: int) -> "Consent | None":
        """Return the agreement in force, or None."""

    def add_consent(self, consent: "Consent") -> "Consent":
        """Record an agreement."""

    def withdraw_consent(self, citizen_id: int, at: datetime) -> None:
        """Withdraw the agreement in force."""


class Dossiers(Protocol):
    """Dossiers and what their components hold."""

    def next_number(self, day: date) -> int:
        """Take the next number of a day, inside this transaction."""

    def add(self, dossier: "Dossier") -> "Dossier":
        """Add a dossier and return it with its id."""

    def by_code(self, code: str) -> "Dossier | None":
        """Find by code, case ignored."""

    def update(self, dossier: "Dossier") -> None:
        """Keep a changed dossier."""

    def recent(self, limit: int = 50) -> "list[Dossier]":
        """List the newest first."""

    def with_code(self, part: str, limit: int = 20) -> "list[Dossier]":
        """List those whose code holds this part, case ignored, newest first; none for an empty part."""

    def of_citizen(self, citizen_id: int) -> "list[Dossier]":
        """List a citizen's dossiers, newest first."""

    def outstanding(self) -> list[Outstanding]:
        """List the dossiers that are open, or done and not handed over, oldest first, with what stands in each."""

    def handed_over(self, since: datetime, limit: int = 200) -> "list[tuple[Dossier, str]]":
        """List the dossiers handed over since a moment with the names of their citizens, newest first."""

    def shown(self, code: str) -> dict[int, datetime]:
        """Return the components whose paper was shown (xuất trình), with the time."""

    def set_shown(self, code: str, place: int, at: datetime | None) -> None:
        """Mark a component as shown, or take the mark back with None."""

    def reuses(self, code: str) -> "list[Reuse]":
        """List the reuses in force of a dossier."""

    def add_reuse(self, reuse: "Reuse") -> "Reuse":
        """Record a reuse."""

    def get_reuse(self, reuse_id: int) -> "Reuse | None":
        """Return a reuse, also an undone one."""

    def undo_reuse(self, reuse_id: int, at: datetime) -> None:
        """Take a reuse back; the row stays."""


class Documents(Protocol):
    """Papers, their pages and fields."""

    def add(self, document: "Document") -> "Document":
        """Add a document and return it with its id."""

    def get(self, document_id: int) -> "Document | None":
        """Return a document, or None."""

    def by_intake_key(self, key: str) -> "Document | None":
        """Find the document an intake made, removed ones too."""

    def update(self, document: "Document") -> None:
        """Keep a changed document."""

    def of_dossier(self, code: str) -> "list[Document]":
        """List a dossier's documents in order of arrival, removed ones too."""

    def of_citizen(self, citizen_id: int) -> "list[Document]":
        """List a citizen's read or confirmed documents, newest first."""

    def in_stage(self, *stages: "Stage") -> "list[Document]":
        """List the documents at any of these stages, oldest first."""

    def named_elsewhere(self, document_id: int, digests: "Collection[Digest]") -> "set[Digest]":
        """Return those of the objects that another paper, its copies or signatures need; a destroyed one needs none."""

    def add_page(self, page: "Page") -> "Page":
        """Add a page and return it with its id."""

    def pages(self, document_id: int) -> "list[Page]":
        """List a document's pages in order, removed ones too."""

    def update_page(self, page: "Page") -> None:
        """Keep a changed page (turn, reading, removed)."""

    def put_reading(self, page: "Page") -> None:
        """Keep what was read of a page, unless it was turned or went to another paper meanwhile."""

    def put_fields(self, document_id: int, fields: "Sequence[Field]") -> None:
        """Replace the fields of a document."""

    def fields(self, document_id: int) -> "list[Field]":
        """List the fields in their order."""

    def confirmed_values(self, names: Collection[str]) -> list[tuple[str, int]]:
        """List the values confirmed for fields of these names, the commonest first, each with its count of citizens.

        Papers in the tray and under a mark of secrecy tell nothing.
        """


class Copies(Protocol):
    """Certified copies, the books of their numbers, refusals, and who signs with what."""

    def take_number(self, book: str, year: int) -> int:
        """Take the next number of a book in a year, inside this transaction: given back when it is rolled back.

        Raises:
            BookClosed.
        """

    def next_number(self, book: str, year: int) -> int:
        """Tell the number that would be taken now, without taking it."""

    def add(self, copy: "CertifiedCopy") -> "CertifiedCopy":
        """Add a copy with its number and return it with its id."""

    def get(self, copy_id: int) -> "CertifiedCopy | None":
        """Return a copy, or None."""

    def by_number(self, book: str, year: int, number: int) -> "CertifiedCopy | None":
        """Find the entry of a number."""

    def of_document(self, document_id: int, *, true: bool = False) -> "list[CertifiedCopy]":
        """List a document's certified copies, with `true` its true copies; newest first, void ones too."""

    def of_dossier(self, code: str, *, true: bool = False) -> "list[CertifiedCopy]":
        """List a dossier's certified copies, with `true` its true copies, in the order of their numbers."""

    def of_book(
        self, book: str, year: int, since: datetime | None = None, newest: int | None = None
    ) -> "list[CertifiedCopy]":
        """List a book in the order of its numbers; `since`: those certified from then on; `newest`: the last."""

    def books(self) -> list[tuple[str, int]]:
        """List the books there are: symbol and year, newest first."""

    def in_stage(self, *stages: "CopyStage", true: bool = False) -> "list[CertifiedCopy]":
        """List the certified copies, with `true` the true copies, at any of these stages, oldest first."""

    def update(self, copy: "CertifiedCopy") -> None:
        """Keep a changed copy, and tell the chain what changed of its entry; its book, year and number never change."""

    def renew(self, copy: "CertifiedCopy", replaced: "Replaced") -> None:
        """Keep a finished copy with its renewed file, and tell the chain which file it follows."""

    def add_refusal(self, refusal: "Refusal") -> "Refusal":
        """Keep a refusal and return it with its id."""

    def refusals(self, code: str) -> "list[Refusal]":
        """List a dossier's refusals, oldest first."""

    def put_component(self, made: "ComponentSignature") -> "ComponentSignature":
        """Keep a clerk's signature on a paper, new or changed, and return it with its id."""

    def components(self, document_id: int | None = None) -> "list[ComponentSignature]":
        """List the clerks' signatures on a paper, newest first; None = those of all papers that lack their level."""

    def finished_components(self) -> "list[ComponentSignature]":
        """List the clerks' signatures that reached their level, of all papers, oldest first."""

    def put_signer(self, signer: "Signer") -> "Signer":
        """Assign a certificate to an officer for a purpose; the one assigned before is no longer active."""

    def signers(self) -> "list[Signer]":
        """List the active assignments."""

    def assigned(self) -> "list[Signer]":
        """List every assignment there ever was, ended ones too, oldest first."""


class Chains(Protocol):
    """The chain of each book (chuỗi băm của sổ); entries tell themselves when `Copies` adds or changes them."""

    def close(self, book: str, year: int, at: datetime, kind: "LineKind", facts: "dict[str, Json]") -> "Line":
        """Append a closing to a book that has been begun; that of a year lets no further number be taken."""

    def lines(self, book: str, year: int, after: int = 0) -> "list[Line]":
        """List a book's chain in its order, from behind a place."""

    def lines_of(self, book: str, year: int, number: int) -> "list[Line]":
        """List the lines of one number in their order."""

    def last_line(self, book: str, year: int, kind: "LineKind") -> "Line | None":
        """Return the last line of a kind; None when there is none."""

    def head(self, book: str, year: int) -> "Head":
        """Return where a book's chain ends."""

    def closed(self, book: str, year: int) -> bool:
        """Tell whether the year of a book is closed."""


class Evenings(Protocol):
    """Batches of the end of the day (đợt cuối ngày): their sides, what the machine cut, what people did to that."""

    def add(self, batch: "Batch") -> "Batch":
        """Add a batch and return it with its id; one of the same key is given back as it is."""

    def get(self, batch_id: int) -> "Batch | None":
        """Return a batch, or None."""

    def update(self, batch: "Batch") -> None:
        """Keep a changed batch; its pointer moves by `act` and `point` alone."""

    def since(self, moment: datetime | None = None) -> "list[Batch]":
        """List the batches made since a moment, newest first."""

    def add_side(self, side: "Side") -> "Side":
        """Add a side at the end and return it with its place; one of this origin and number is given back as it is."""

    def sides(self, batch_id: int, places: Sequence[int] | None = None) -> "list[Side]":
        """List a batch's sides in order, without their readings; with `places` those alone that are named."""

    def readings(self, batch_id: int, places: Sequence[int]) -> "list[Side]":
        """Return sides with their readings, in the order of the places."""

    def update_side(self, side: "Side") -> None:
        """Keep what was read of a side."""

    def add_piece(self, batch_id: int, piece: "Piece") -> None:
        """Append what was cut; a piece that is there already is left as it is."""

    def pieces(self, batch_id: int) -> "list[Piece]":
        """List what was cut, in order."""

    def act(self, batch_id: int, act: "Act", by: int, at: datetime) -> int:
        """Append an act behind the last one that holds and return its number; the pointer moves to it."""

    def acts(self, batch_id: int) -> "list[Act]":
        """List the acts that hold, in order."""

    def point(self, batch_id: int, *, forward: bool) -> bool:
        """Move the pointer one act back, or forward to the newest act behind it; False when there is none."""

    def ahead(self, batch_id: int) -> tuple[bool, bool]:
        """Tell whether an act can be undone, and whether one can be done again."""

    def put_guess(self, batch_id: int, key: str, guess: "DocumentReading") -> None:
        """Keep what sides were understood as, under a key of the sides; the same key again replaces it."""

    def guesses(self, batch_id: int, key: str | None = None) -> "dict[str, DocumentReading]":
        """Return what was understood so far, by key; of one key alone when it is named."""

    def forget(self, digests: "Collection[Digest]") -> None:
        """Forget the words of sides with these bytes, in every batch: they are under a mark of secrecy.

        Their readings go, and so does all that their batches' sides were understood as, but for marks of secrecy.

        Law: docs/law.md#secrecy
        """

    def filed(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the documents made under intake keys that are not in the tray."""


class Deeds(Protocol):
    """Việc đã làm: what officers did that can be taken back, written with the acts themselves."""

    def add(self, deed: "Deed") -> "Deed":
        """Add a deed and return it with its id; later ones have greater ids."""

    def get(self, deed_id: int) -> "Deed | None":
        """Return a deed, or None."""

    def of(self, scopes: Sequence[str], limit: int = 200) -> "list[Deed]":
        """List the deeds of scopes, newest first, those taken back too."""

    def update(self, deed: "Deed") -> None:
        """Keep a changed deed."""

    def paper(self, document_id: int) -> "PaperState | None":
        """Return a paper as it stands, with all its readings; None when there is none."""

    def put_papers(self, states: "Sequence[PaperState]") -> None:
        """Let papers be as told; between them the states name every side that these papers have or get.

        A side whose reading is not told keeps the one it has. The index is left alone.
        """

    def objects(self, document_id: int) -> "set[Digest]":
        """Return the PDFs that deeds could give back to a paper."""

    def forget(self, document_id: int) -> None:
        """Forget the deeds about a paper, and those in which a side it has now stands in another paper.

        With them goes what was read and typed of it.

        Law: docs/law.md#secrecy
        """

    def forget_scope(self, scope: str) -> None:
        """Forget all deeds of a scope: a dossier that has left takes nothing back any more."""


class Drafts(Protocol):
    """Nháp: what an officer typed or accepted and has not confirmed yet, so that no restart loses it."""

    def put(self, subject: str, officer_id: int, drafts: "Mapping[str, Draft | None]", at: datetime) -> None:
        """Keep drafts by name, each in the place of the one of its name, None = none; "document:17" is a subject."""

    def of(self, subject: str, officer_id: int) -> "dict[str, Draft]":
        """Return an officer's drafts of a subject."""

    def clear(self, subject: str) -> None:
        """Forget everybody's drafts of a subject."""


class Index(Protocol):
    """Chỉ mục: text, fields and people, folded by the application, found without diacritics."""

    def put(self, document_id: int, title: str, people: str, body: str) -> None:
        """Index a document anew, inside the unit's transaction; texts as they stand, the index folds them."""

    def remove(self, document_id: int) -> None:
        """Take a document out."""

    def find(self, words: str, limit: int = 50, citizen_id: int | None = None) -> list[Hit]:
        """Find documents, best first: exact marks above folded, titles and people above text."""


class Figures(Protocol):
    """Số liệu: what the day's board counts, without a person's name; each span is since ≤ moment < until."""

    def opened(self, since: datetime, until: datetime) -> "list[OpenedDossier]":
        """List the dossiers received within, oldest first, with what fills their components."""

    def handed_over(self, since: datetime, until: datetime) -> int:
        """Count the dossiers handed over within, whenever they were received."""

    def due(self, since: datetime, until: datetime) -> "list[DueDossier]":
        """List the dossiers promised for an hour within that were handed over or are still to be, soonest first."""

    def taken(self, since: datetime, until: datetime) -> "list[TakenPapers]":
        """Count the papers taken in within, by hour and officer; those in the tray are none."""

    def checked(self, since: datetime, until: datetime) -> "list[CheckedPapers]":
        """Count, by officer, the papers confirmed within and the fields in them that the machine had doubted."""

    def copies(self, since: datetime, until: datetime) -> "list[MadeCopy]":
        """List the copies whose number was taken within, void ones too, oldest first."""

    def unsettled(self, now: datetime, day_ends: datetime) -> "Unsettled":
        """Count what waits at `now`; what is due before `day_ends` waits too."""


class Journal(Protocol):
    """Nhật ký: the hash-chained list of events."""

    def entries(self, after: int = 0, limit: int = 1000) -> "list[Entry]":
        """List entries in order."""

    def about(self, subject: str) -> "list[Entry]":
        """List the entries about one subject, such as "dossier:TAM-261124-0001", in order."""

    def first_break(self) -> tuple[int, int | None]:
        """Return the number of events and the place of the first one that does not fit, or None."""


class UnitOfWork(Protocol):
    """One transaction: rows, journal and index together; leaving without `commit` rolls back."""

    officers: Officers
    citizens: Citizens
    dossiers: Dossiers
    documents: Documents
    copies: Copies
    chains: Chains
    evenings: Evenings
    deeds: Deeds
    drafts: Drafts
    index: Index
    journal: Journal

    @property
    def figures(self) -> Figures:
        """Return what the board counts."""

    def record(self, event: Event) -> None:
        """Append an event to the journal in this transaction."""

    def setting(self, key: str) -> "Json":
        """Return a setting of the office (JSON value), or None."""

    def set_setting(self, key: str, value: "Json") -> None:
        """Keep a setting of the office."""

    def put_catalogue(self, catalogue: "Catalogue") -> None:
        """Keep a catalogue of procedures under its version."""

    def catalogue(self, on: date) -> "Catalogue | None":
        """Return the newest catalogue in force on a day."""

    def commit(self) -> None:
        """Make everything durable; DiskFull, StoreBusy."""


Listener = Callable[[Sequence[Event]], None]
"""Hears of the events of a committed unit, in the committing thread."""


class Units(Protocol):
    """Opens units of work."""

    def __call__(self, *, reading: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Return a new unit; a `reading` one waits for no writer, sees one state throughout, and cannot write.

        Raises on entering: StoreBusy, OfficeBroken.
        """


@dataclass(frozen=True)
class Desk:
    """Everything the verbs of `desk.work` need from outside; built by `desk.wiring` alone.

    Attributes:
        home: Folder of the office.
        unit: Opens a unit of work, used as a context manager.
        spool: Folder for files under way; cleared of orphans at start.
        scanners: By driver name ("sane", "escl", "folder").
        phones: The page for phones.
        keys: The tokens of this machine.
        signatures: The signing room.
        archive: Makes backups.
        listeners: Called with the events of each committed unit, in the committing thread.
        closing: What else is let go of at the end, in order.
    """

    home: Path
    unit: Units
    store: DocumentStore
    holds: Holds
    reader: PaperReader
    scanners: dict[str, Scanner]
    phones: Phones
    keys: Keys
    signatures: Signatures
    archive: Archive
    clock: Clock
    rules: "Rules"
    calendar: "Calendar"
    spool: Path
    listeners: list[Listener]
    rehearsal: bool = False
    closing: Sequence[Callable[[], None]] = ()

    def close(self) -> None:
        """End the workers and let go of the database."""
        for scanner in self.scanners.values():
            scanner.close()
        self.reader.close()
        self.keys.close()
        self.signatures.close()
        for close in self.closing:
            close()
