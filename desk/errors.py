"""Faults of the office (lỗi ở quầy): one class, one stable code, one sentence with its cure in `messages.toml`."""
# long: one list of all that can go wrong, held against the two message files

from typing import ClassVar

from ocr.errors import OcrError
from signing.errors import SigningError


class DeskError(Exception):
    """Root of the faults of `desk`.

    Keyword arguments of the constructor fill the `{placeholders}` of the sentence and go to the log; they are
    identifiers, counts and names of devices, never personal data beyond a masked number.

    Attributes:
        code: Stable for ever; the key of the sentence in `desk/messages.toml`.
        retry: True when the same call may succeed later without a change.
    """

    code: ClassVar[str] = "desk.fault"
    retry: ClassVar[bool] = False

    def __init__(self, **context: object) -> None:
        super().__init__(self.code, context)
        self.context = context

    def __reduce__(self) -> "tuple[object, tuple[type[DeskError], dict[str, object]]]":
        return _again, (type(self), self.context)


def _again(kind: type[DeskError], context: dict[str, object]) -> DeskError:
    return kind(**context)


FAULTS: tuple[type[DeskError], type[OcrError], type[SigningError]] = (DeskError, OcrError, SigningError)
"""Everything the world can do to us; any other exception is a bug."""


class Cancelled(DeskError):
    """A person stopped the work; what was finished is kept."""

    code = "desk.cancelled"


# -- office, access ---------------------------------------------------------------------------------------------------


class OfficeMissing(DeskError):
    """No office has been made in this folder."""

    code = "office.missing"


class OfficeExists(DeskError):
    """The folder already holds an office."""

    code = "office.exists"


class OfficeNewer(DeskError):
    """The office was written by a newer Sao Y."""

    code = "office.newer"


class OfficeBroken(DeskError):
    """The database of the office does not open or is damaged."""

    code = "office.broken"


class DatabaseAddressWrong(DeskError):
    """The address of the shared database in `machine.toml` is none of PostgreSQL, or has a password in it."""

    code = "office.database-address"


class SignInRefused(DeskError):
    """Name or password is wrong, or the account is closed."""

    code = "access.sign-in-refused"


class LoginTaken(DeskError):
    """Another account of the office has this login."""

    code = "access.login-taken"


class LastAdmin(DeskError):
    """Nobody would be left who may give accounts."""

    code = "access.last-admin"


class OfficerUnknown(DeskError):
    """No officer of this name works in the office."""

    code = "access.officer-unknown"


class RoleMissing(DeskError):
    """The officer has no role for this act."""

    code = "access.role-missing"


# -- reception --------------------------------------------------------------------------------------------------------


class PersonalIdWrong(DeskError):
    """Not a personal identification number of 12 digits."""

    code = "intake.personal-id-wrong"


class NameMissing(DeskError):
    """A citizen needs a name."""

    code = "intake.name-missing"


class CardQrWrong(DeskError):
    """The QR text is not that of an identity card, or was garbled by a typing tool."""

    code = "intake.card-qr-wrong"


class CardQrAbsent(DeskError):
    """No QR code can be read in the picture."""

    code = "intake.card-qr-absent"


class ProcedureUnknown(DeskError):
    """The catalogue in force has no such procedure."""

    code = "intake.procedure-unknown"


class DossierUnknown(DeskError):
    """No dossier has this code."""

    code = "intake.dossier-unknown"


class DossierClosed(DeskError):
    """The dossier is closed; nothing can be added to it."""

    code = "intake.dossier-closed"


class ComponentUnknown(DeskError):
    """The dossier has no such component."""

    code = "intake.component-unknown"


class ComponentShownOnly(DeskError):
    """The component is only to be shown (xuất trình) and is never scanned."""

    code = "intake.component-shown-only"


class DocumentUnknown(DeskError):
    """No document has this number."""

    code = "intake.document-unknown"


class PageCountDiffers(DeskError):
    """The number of pages counted by hand and the number captured differ (TT 01/2023/TT-VPCP Điều 8 k2 c)."""

    code = "intake.page-count-differs"


class SecrecyMarked(DeskError):
    """The paper carries a mark of state secrecy; work on it stops."""

    code = "intake.secrecy-marked"


class CatalogueUnreadable(DeskError):
    """The catalogue file is not a pack, CSV or XLSX of procedures."""

    code = "intake.catalogue-unreadable"


class FieldUnknown(DeskError):
    """The paper's kind has no such field."""

    code = "review.field-unknown"


class PagesFixed(DeskError):
    """The sides of the paper cannot be changed any more: `why` is "copy", "signature" or "file"."""

    code = "review.pages-fixed"


class SideUnknown(DeskError):
    """The document has no side of this `place`."""

    code = "review.side-unknown"


class DeedUnknown(DeskError):
    """The office has no deed of this number `deed`, or a paper that one is about is gone."""

    code = "undo.unknown"


class DeedAbsent(DeskError):
    """Nothing can be taken back, or done again, where it was asked for."""

    code = "undo.nothing"


class DeedBuried(DeskError):
    """Another deed, `later`, stands on the same thing; it is taken back first."""

    code = "undo.buried"


class DeedChanged(DeskError):
    """Things are no longer as the deed left them."""

    code = "undo.changed"


class DeedFixed(DeskError):
    """The paper has a number in the register or a signature since: what came before is not taken back."""

    code = "undo.fixed"


class NotReadYet(DeskError):
    """The document is still being received or read."""

    code = "review.not-read-yet"
    retry = True


class ReuseRefused(DeskError):
    """The rules do not let this paper serve that component."""

    code = "reuse.refused"


class SearchNeedsDossier(DeskError):
    """Looking into a person's papers needs an open dossier of that person and a reason."""

    code = "reuse.search-needs-dossier"


class QueryEmpty(DeskError):
    """Nothing to look for was given."""

    code = "find.query-empty"


# -- scanners ---------------------------------------------------------------------------------------------------------


class ScannerAbsent(DeskError):
    """No scanner answers, or the named one is gone."""

    code = "scan.scanner-absent"
    retry = True


class ScannerBusy(DeskError):
    """Another desk or program is scanning on the device."""

    code = "scan.scanner-busy"
    retry = True


class ScannerLost(DeskError):
    """The device or its driver went away in mid-stack; `kept` sides are safe."""

    code = "scan.scanner-lost"
    retry = True


class ScannerHangs(DeskError):
    """The driver gave no sign of life and was ended; `kept` sides are safe."""

    code = "scan.scanner-hangs"
    retry = True


class FeederEmpty(DeskError):
    """No paper in the feeder."""

    code = "scan.feeder-empty"
    retry = True


class PaperJam(DeskError):
    """Paper is jammed; `kept` sides are safe, sheet `next` goes in again."""

    code = "scan.paper-jam"
    retry = True


class DoubleFeed(DeskError):
    """Two sheets were drawn at once; `kept` sides are safe."""

    code = "scan.double-feed"
    retry = True


class CoverOpen(DeskError):
    """The cover of the scanner is open."""

    code = "scan.cover-open"
    retry = True


class PageTruncated(DeskError):
    """A page did not arrive whole and was thrown away; `kept` sides are safe."""

    code = "scan.page-truncated"
    retry = True


class SourceUnsupported(DeskError):
    """The device has no such source (feeder, duplex)."""

    code = "scan.source-unsupported"


class ScannerStopped(DeskError):
    """Somebody stopped the scan at the device itself; `kept` sides are safe."""

    code = "scan.scanner-stopped"
    retry = True


class BacksDiffer(DeskError):
    """The backs that came are not as many as the fronts: `fronts`, `backs`, `lacking` (negative = too many)."""

    code = "scan.backs-differ"
    retry = True


class RegionWrong(DeskError):
    """A part of the glass was asked for that is no part of it, or is smaller than anything one scans."""

    code = "scan.region-wrong"


class ScannerChanged(DeskError):
    """A network scanner shows another certificate than the first time: `device`, `fingerprint`, `before`."""

    code = "scan.scanner-changed"


class FileHeld(DeskError):
    """A file of the watched folder stays in another program's hands; it is left where it is."""

    code = "scan.file-held"
    retry = True


class FolderClosed(DeskError):
    """The folder `folder`, into which files of the watched folder go once they are taken, cannot be made."""

    code = "scan.folder-closed"
    retry = True


class FileBroken(DeskError):
    """A file of the watched folder stays without its end, or is no page; it was put aside in `folder`."""

    code = "scan.file-broken"
    retry = True


# -- phones -----------------------------------------------------------------------------------------------------------


class PhoneNoNetwork(DeskError):
    """This machine has no private address that phones reach, or the one named in `machine.toml` is none."""

    code = "phone.no-network"
    retry = True


class PhonePageLost(DeskError):
    """What serves the page for phones died again and again; photos that were received are safe."""

    code = "phone.page-lost"
    retry = True


# -- work profiles ----------------------------------------------------------------------------------------------------


class ProfileUnknown(DeskError):
    """The office has no work profile of this name or on this key."""

    code = "profile.unknown"


class ProfilesUnreadable(DeskError):
    """A file of work profiles is none: no TOML, too large, of another version, or with no profile in it."""

    code = "profile.file-unreadable"


class ProfileWrong(DeskError):
    """One line of a work profile says what no profile can say: `profile`, `line`."""

    code = "profile.wrong"


class ProfilesLocked(DeskError):
    """The office has locked its work profiles; only an administrator opens them."""

    code = "profile.locked"


class ProfileFeederMissing(DeskError):
    """The work profile asks for a source that the device has not."""

    code = "profile.source-missing"


class ProfileSidesUnfit(DeskError):
    """The work profile asks for both sides in one go of a device that gives one."""

    code = "profile.sides-unfit"


class ProfilePaperTooLarge(DeskError):
    """The work profile's paper is larger than the device takes: `width`, `height` in mm."""

    code = "profile.paper-too-large"


class ProfileDeviceAbsent(DeskError):
    """The device that the work profile is bound to does not answer."""

    code = "profile.device-absent"
    retry = True


class ProfileForEvening(DeskError):
    """The work profile is for the evening's stack, not for a dossier."""

    code = "profile.for-evening"


# -- end of the day ----------------------------------------------------------------------------------------------------


class BatchUnknown(DeskError):
    """No batch of the end of the day has this number."""

    code = "evening.batch-unknown"


class CutRulesWrong(DeskError):
    """The rules for cutting a stack are none that are known."""

    code = "evening.rules"


class EveningFolderMissing(DeskError):
    """No folder of the evening is named in `machine.toml`, or it is not there."""

    code = "evening.no-folder"


class ArrangementWrong(DeskError):
    """The stack is not arranged as the act takes it to be."""

    code = "evening.arrangement"


class BundleFiled(DeskError):
    """The paper of these sides is in its dossier already."""

    code = "evening.filed"


class BundleHomeless(DeskError):
    """The paper of these sides belongs to no dossier yet."""

    code = "evening.no-dossier"


class SideUnreadable(DeskError):
    """Hardly a word could be read on a side that is not blank."""

    code = "evening.unreadable"


class SignedFileInStack(DeskError):
    """A file with an electronic signature is a paper by itself and cannot be cut."""

    code = "evening.signed-file"


class TimerRefused(DeskError):
    """The system's timer did not take the daily run."""

    code = "evening.timer-refused"


class NothingToUndo(DeskError):
    """No act is left to undo, or to do again."""

    code = "evening.nothing-to-undo"


# -- store and workers ------------------------------------------------------------------------------------------------


class DiskFull(DeskError):
    """No room is left where the office lives."""

    code = "store.disk-full"
    retry = True


class StoreReadOnly(DeskError):
    """The office's folder cannot be written."""

    code = "store.read-only"


class ObjectMissing(DeskError):
    """A stored object is gone."""

    code = "store.object-missing"


class ObjectChanged(DeskError):
    """A stored object no longer has its digest."""

    code = "store.object-changed"


class WorkHeld(DeskError):
    """The same file or scan is in hand in another window or command."""

    code = "work.held"
    retry = True


class StoreBusy(DeskError):
    """The database was locked by another program for too long."""

    code = "store.busy"
    retry = True


class ServerGone(DeskError):
    """The server of the shared database does not answer, or went away in mid-work."""

    code = "store.server-gone"
    retry = True


class FileMissing(DeskError):
    """The named file does not exist or cannot be opened."""

    code = "file.missing"


class OutputIsInput(DeskError):
    """The file to be written is one of those to be read."""

    code = "file.output-is-input"


class FileSigned(DeskError):
    """The file carries an electronic signature, which any other bytes would break."""

    code = "file.signed"


class OutputRefused(DeskError):
    """The file cannot be written where it is wanted."""

    code = "file.output-refused"


class WorkerDied(DeskError):
    """A worker process ended by itself while on this file."""

    code = "work.worker-died"
    retry = True


class WorkerOverTime(DeskError):
    """The work on this file took longer than its limit and was ended."""

    code = "work.over-time"


class WorkerOverMemory(DeskError):
    """The work on this file asked for more memory than its limit."""

    code = "work.over-memory"


# -- certification ----------------------------------------------------------------------------------------------------


class CopyStageWrong(DeskError):
    """The certified copy is not at a stage from which this can be done."""

    code = "certify.stage-wrong"


class ComparisonMissing(DeskError):
    """Copy and original were not compared, or not every page was looked at (NĐ 23/2015/NĐ-CP Điều 20)."""

    code = "certify.comparison-missing"


class GroundsOpen(DeskError):
    """Not every ground of Điều 22 NĐ 23/2015 was looked at, or one of them holds."""

    code = "certify.grounds-open"


class NotCertifiable(DeskError):
    """The paper cannot be certified: unread, in the tray, or without a page."""

    code = "certify.not-certifiable"


class CopyOfCopy(DeskError):
    """The paper is itself a copy; only an original can be certified."""

    code = "certify.copy-of-copy"


class SignedAlready(DeskError):
    """The paper came as a file with electronic signatures, which an attestation laid on it would break."""

    code = "certify.signed-already"


class NotAdministrative(DeskError):
    """The paper is no administrative document; a true copy takes no certification's place (docs/law.md#true-copies)."""

    code = "true-copy.not-administrative"


class TrueCopyOfCopy(DeskError):
    """Sao y and trích sao are made of an original, and this paper is a copy."""

    code = "true-copy.of-a-copy"


class TrueCopyAbsent(DeskError):
    """Sao lục is made of a sao y, and nothing says that this paper is one."""

    code = "true-copy.not-a-true-copy"


class PartWrong(DeskError):
    """Trích sao copies some of the pages, the other kinds copy all."""

    code = "true-copy.part-wrong"


class ComponentUnfit(DeskError):
    """The paper is none that its clerk signs: unread, only shown, in the tray, or signed as it came."""

    code = "component.unfit"


class ComponentsUnsigned(DeskError):
    """The office demands the clerk's signature on digitised papers, and some have none yet."""

    code = "component.unsigned"


class ClerkPinMissing(DeskError):
    """The one PIN of the act was not given on the stream named."""

    code = "component.pin-missing"


class SignerUnknown(DeskError):
    """No token was assigned to this person for this purpose."""

    code = "certify.signer-unknown"


class LettersLacking(DeskError):
    """A name has letters that the face of the copies does not have: nobody could read them there."""

    code = "certify.letters-lacking"


class SignerShared(DeskError):
    """One certificate was to sign as the officer and to seal as the agency."""

    code = "certify.signer-shared"


class SignerDiffers(DeskError):
    """A copy of a batch was numbered for another person than the one whose token is logged in."""

    code = "certify.signer-differs"


class PinsMissing(DeskError):
    """The PINs were not given on the stream named, or not both of them."""

    code = "certify.pins-missing"


class SelfCheckFailed(DeskError):
    """The signed copy did not pass its own verification and does not leave the office."""

    code = "certify.self-check-failed"


class StampNoBetter(DeskError):
    """A new time stamp would prove no longer than the one a copy has."""

    code = "certify.stamp-no-better"


class PaperExpired(DeskError):
    """The original is out of date by the last day printed on it; a person must say that it is meant all the same."""

    code = "certify.expired"


class RefusedBefore(DeskError):
    """Certifying this paper was refused in writing, and nobody took the refusal back."""

    code = "certify.refused-before"


class NotRefused(DeskError):
    """There is no refusal of this paper that could be taken back."""

    code = "certify.not-refused"


class DeferralTooLong(DeskError):
    """More working days than Điều 21 NĐ 23/2015/NĐ-CP gives without a written agreement, or none."""

    code = "certify.deferral-too-long"


class DeferralUnfit(DeskError):
    """Only a dossier of certification, whose answer is due the same day, is deferred."""

    code = "certify.deferral-unfit"


class CopyUnfinished(DeskError):
    """The certified copy has not reached its level yet and may not be handed over."""

    code = "certify.unfinished"
    retry = True


class GroundUnknown(DeskError):
    """Điều 22 has no ground of this number, or none was named."""

    code = "certify.ground-unknown"


class ReasonMissing(DeskError):
    """The act needs a reason in words."""

    code = "certify.reason-missing"


class NumberUnknown(DeskError):
    """The register has no such number in that book and year."""

    code = "register.number-unknown"


class NumberVoid(DeskError):
    """The number was made void before."""

    code = "register.number-void"


class BookClosed(DeskError):
    """The year of this book is closed; its numbers have ended."""

    code = "register.book-closed"


class ClockBehind(DeskError):
    """This computer's day is before that of the book's last number; numbers never go back to an earlier day."""

    code = "register.clock-behind"


class BookOpen(DeskError):
    """The year cannot be closed yet: copies have a number and are not finished."""

    code = "register.book-open"


class YearRuns(BookOpen):
    """The year cannot be closed yet: all copies are finished or void, and it is not over."""

    code = "register.year-runs"


class BookBegun(DeskError):
    """The book of this year has a number already: what is written of it is not written otherwise later."""

    code = "register.book-begun"


class MarksWrong(DeskError):
    """A symbol, a way to write numbers or a name of a book cannot be what was given."""

    code = "register.marks-wrong"


class LookupWrong(DeskError):
    """What was given as the address for looking copies up is none."""

    code = "register.lookup-wrong"


class MonthOpen(DeskError):
    """The month cannot be printed to be bound yet: it is not over, or copies have a number and are not finished."""

    code = "register.month-open"


class MonthSkipped(DeskError):
    """An earlier month was not printed to be bound, and page numbers run on through the months."""

    code = "register.month-skipped"


class MonthBound(DeskError):
    """The month was bound with another number of pages, and a later month goes on from there."""

    code = "register.month-bound"


class BookUnknown(DeskError):
    """No number was ever taken in that book and year."""

    code = "register.book-unknown"


# -- hand-over and care -----------------------------------------------------------------------------------------------


class NothingToHandOver(DeskError):
    """The dossier has no paper that could be handed over."""

    code = "package.nothing-to-hand-over"


class PapersUnfinished(DeskError):
    """Some papers of the dossier are still being read, or copies wait for their signature."""

    code = "package.papers-unfinished"
    retry = True


class BackupUnreadable(DeskError):
    """The folder or file is no backup of an office, or one that is damaged."""

    code = "care.backup-unreadable"


class BackupPlaceTaken(DeskError):
    """Something stands already where the backup or the restored office would go."""

    code = "care.backup-place-taken"


class OfficeAtWork(DeskError):
    """A window or a command has the office open that is to be moved."""

    code = "care.office-at-work"
    retry = True


class OfficeShared(DeskError):
    """The office that is to be moved to a server lives on one already."""

    code = "care.office-shared"


# -- rehearsal --------------------------------------------------------------------------------------------------------


class AuthorityDown(DeskError):
    """The rehearsal's certificate authority could not be started."""

    code = "rehearsal.authority-down"
    retry = True


class SoftTokenMissing(DeskError):
    """The program that makes the rehearsal's software tokens (SoftHSM) is not installed."""

    code = "rehearsal.soft-token-missing"
