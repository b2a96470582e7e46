"""What can go wrong with a token, a certificate or a time stamp, row by row: caused, raised and told in its own words.

SoftHSM, a token that lies, an authority with certificates
that fail in each known way and servers that fail cause them; nobody raises a fault by hand.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pkcs11
import pytest
from asn1crypto import keys as asn1_keys  # type: ignore[import-untyped]  # it ships none
from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desk.model.certification import Purpose, Signer
from desk.model.people import Officer
from desk.rehearsal.soft_tokens import soft_module
from desk.sign.keys import ProcessKeys
from desk.text import Said, say
from desk.work.certifiable import Person
from desk.work.certify_steps import named
from desk.work.signers import choose
from signing import errors as e
from signing.attest import attest
from signing.copy import CopySigner
from signing.services import Services
from signing.stamps import VIETNAM
from signing.values import OFFICER_FIELD, Module, Signed
from tests.fakes.authority import Pki
from tests.fakes.copies import ATTESTATION, paper, scan_pdf
from tests.fakes.lying_token import Here
from tests.fakes.simulated_token import SimulatedToken, _Library
from tests.fakes.token_benches import DATA, PIN, WRONG
from tests.integration.test_signing_network import sends, server

if TYPE_CHECKING:
    from desk.ports import Desk

NAME = "Lý Thị Mai"
NOWHERE = "http://127.0.0.1:9/"


@dataclass
class Table:
    """What all rows share: an authority, soft tokens, a token that lies, a paper laid out to be signed."""

    pki: Pki
    soft: Path
    prepared: Path
    room: CopySigner
    folder: Path
    lying: SimulatedToken
    _open: list[ProcessKeys] = field(default_factory=list)

    # -- tokens -------------------------------------------------------------------------------------------------------

    def keys(self, *modules: Module) -> ProcessKeys:
        """Return soft tokens, or those of other drivers, each child a process as in the product."""
        self._open.append(ProcessKeys(modules or [soft_module(self.soft)]))
        return self._open[-1]

    def sim(self) -> ProcessKeys:
        """Return the token that lies, its child held here to be quick."""
        return ProcessKeys([self.lying.module], child=Here)

    def open(self, keys: ProcessKeys, serial: str, pin: str = PIN, name: str = "officer") -> Any:  # noqa: ANN401 -- a key
        """Log in for a person, as certifying does; what goes wrong is said of that person."""
        certificate = self.pki.certificate(name)
        signer = Signer(1, Purpose.OFFICER, serial, certificate.sha256, certificate.der)
        with named(Person(Officer("mai.lt", NAME, "", frozenset()), signer)):
            return keys.open(serial, certificate.sha256, pin)

    def open_soft(self, pin: str) -> Any:  # noqa: ANN401 -- a key
        keys = self.keys()
        return self.open(keys, next(token.serial for token in keys.tokens() if token.label == "CanBo"), pin)

    def open_sim(self, pin: str = PIN, name: str = "officer") -> Any:  # noqa: ANN401 -- a key
        return self.open(self.sim(), "SIM0001", pin, name)

    # -- files --------------------------------------------------------------------------------------------------------

    def sign(self, name: str, services: Services | None = None) -> Signed:
        """Sign the paper as the officer, in the room of all rows, or in one with other services."""
        room = signing_room(self.pki, services) if services is not None else self.room
        return room.sign(self.prepared, ATTESTATION, self.pki.key(name), self.folder / "signed.pdf")

    def seal(self, source: Path) -> Signed:
        return self.room.seal(source, ATTESTATION, self.pki.key("seal"), self.folder / "sealed.pdf")

    def close(self) -> None:
        for keys in self._open:
            keys.close()


def signing_room(pki: Pki, services: Services) -> CopySigner:
    return CopySigner(lambda: pki.trust, lambda: services, lambda: datetime.now(UTC))


@pytest.fixture(scope="module")
def room(authority: Pki) -> CopySigner:
    return signing_room(authority, authority.services())


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("table")
    attest(scan_pdf(folder, [paper(20, (620, 877))], 75.0), ATTESTATION, folder / "prepared.pdf")
    return folder / "prepared.pdf"


@pytest.fixture
def table(
    authority: Pki,
    tokens_made: Path,
    prepared: Path,
    room: CopySigner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Table]:
    lying = SimulatedToken(tmp_path / "sim")
    lying.hold(authority, PIN, "officer")
    monkeypatch.setattr(pkcs11, "lib", _Library)
    shutil.copytree(tokens_made, tmp_path / "soft")  # a wrong PIN stays on a token
    made = Table(authority, tmp_path / "soft", prepared, room, tmp_path, lying)
    yield made
    made.close()
    authority.authority.speak()


# -- how each row is caused -------------------------------------------------------------------------------------------


def no_driver(table: Table) -> object:
    return table.keys(Module("/nowhere/libtoken.so")).tokens()


def no_module(table: Table) -> object:
    return table.keys(Module(__file__)).tokens()


def not_plugged(table: Table) -> object:
    table.lying.pull()
    return table.open_sim()


def several(table: Table) -> object:
    return choose(cast("Desk", SimpleNamespace(keys=table.keys())))


def soft_pin(pin: str) -> Callable[[Table], object]:
    return lambda table: table.open_soft(pin)


def login(deed: str) -> Callable[[Table], object]:
    return lambda table: (table.lying.does("login", deed), table.open_sim())


def tries_left(left: int) -> Callable[[Table], object]:
    return lambda table: (table.lying.set(left=left), table.open_sim())


def last_try_wrong(table: Table) -> object:
    table.lying.set(left=1)
    return table.sim().open("SIM0001", table.pki.certificate("officer").sha256, WRONG, last_try_meant=True)


def not_logged_in(table: Table) -> object:
    keys = table.sim()
    key = table.open(keys, "SIM0001")
    keys.close()
    return key.sign(DATA)


def other_certificate(table: Table) -> object:
    return table.open_sim(name="seal")


def pulled_before(table: Table) -> object:
    key = table.open_sim()
    table.lying.pull()
    return key.sign(DATA)


def plugged_again(table: Table) -> object:
    key = table.open_sim()
    table.lying.pull()
    table.lying.plug()
    return key.sign(DATA)


def signing(deed: str) -> Callable[[Table], object]:
    def cause(table: Table) -> object:
        key = table.open_sim()
        table.lying.does("sign", deed)
        return key.sign(DATA)

    return cause


def certificate(name: str) -> Callable[[Table], object]:
    return lambda table: table.sign(name)


def no_stamp_server(table: Table) -> object:
    return table.sign("officer", replace(table.pki.services(), tsa=(NOWHERE,), tsa_tries=1))


def stamp_not_found(table: Table) -> object:
    with server(sends(b"", 404)) as url:
        return table.sign("officer", replace(table.pki.services(), tsa=(url,), tsa_tries=1))


def nobody_answers(table: Table) -> object:
    with table.pki.silent("tsa", "ocsp", "crls", "certs"):
        return table.sign("officer", replace(table.pki.services(), tsa_tries=1))


def certified_against_all(table: Table) -> object:
    key, locked = table.pki.key("officer"), table.folder / "locked.pdf"
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(key.certificate.der), cert_registry=SimpleCertificateStore(),
        signing_key=asn1_keys.PrivateKeyInfo.load(table.pki.pkcs8("officer")),
    )  # fmt: skip
    told = PdfSignatureMetadata(field_name=OFFICER_FIELD, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    with table.prepared.open("rb") as before, locked.open("wb") as after:
        PdfSigner(told, signer).sign_pdf(IncrementalPdfFileWriter(before), existing_fields_only=True, output=after)
    return table.seal(locked)


# -- the table --------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """One way to fail: the situation, what causes it, the fault, and what the clerk reads."""

    situation: str
    cause: Callable[[Table], object]
    fault: type[e.SigningError]
    sentence: str
    cure: str


DRIVER = (
    e.DriverMissing,
    "Không tìm thấy trình điều khiển của USB ký số.", "Cài phần mềm đi kèm USB hoặc báo quản trị viên.",
)  # fmt: skip
PIN_WRONG = (e.PinWrong, "Mã PIN không đúng.", "Nhập lại cẩn thận; nhập sai nhiều lần sẽ khóa USB.")
LOCKED = (
    e.PinLocked, "USB đã bị khóa do nhập sai PIN.",
    "Liên hệ đơn vị cấp chứng thư để mở khóa, rồi đóng và mở lại chương trình.",
)  # fmt: skip
REMOVED = (e.TokenRemoved, "USB ký số đã bị rút.", "Cắm lại USB; hồ sơ đang ký chưa bị thay đổi.")
SHUT = (e.NotSignedIn, "USB ký số chưa được mở bằng mã PIN.", "Nhập mã PIN rồi ký lại.")
BROKEN = (
    e.DriverBroken, "Trình điều khiển của USB ký số không trả lời.",
    "Rút USB, cắm lại rồi ký tiếp; hồ sơ đang ký chưa bị thay đổi.",
)  # fmt: skip
NO_CERTIFICATE = (
    e.CertificateAbsent, "USB này không có chứng thư đã chọn.", "Đổi USB hoặc chọn lại chứng thư trong Thiết đặt.",
)  # fmt: skip
UNFIT = (e.CertificateWrongPurpose, "Chứng thư này không dùng để ký văn bản.", "Chọn chứng thư ký số khác.")
NO_STAMP = (
    e.TimestampDown, "Không kết nối được máy chủ dấu thời gian.",
    "Đợi mạng có lại; bản sao được giữ trong hàng chờ, số không mất.",
)  # fmt: skip

ROWS = [
    Row("driver file missing", no_driver, *DRIVER),
    Row("driver is no PKCS#11 module", no_module, *DRIVER),
    Row("token not plugged in", not_plugged, e.TokenAbsent, f"Chưa cắm USB ký số của {NAME}.",
        "Cắm USB rồi bấm Thử lại."),
    Row("several tokens, none chosen", several, e.TokenUnclear, "Có nhiều USB ký số.", "Chọn USB cần dùng."),
    Row("wrong PIN", soft_pin(WRONG), *PIN_WRONG),
    Row("empty PIN", soft_pin(""), *PIN_WRONG),
    Row("short PIN", soft_pin("1"), *PIN_WRONG),
    Row("PIN of a wrong length, as some drivers call it", login("PinLenRange"), *PIN_WRONG),
    Row("PIN of wrong signs, as some drivers call it", login("PinInvalid"), *PIN_WRONG),
    Row("PIN locked, its flag says so", tries_left(0), *LOCKED),
    Row("PIN locked, told at the login alone", login("PinLocked"), *LOCKED),
    Row("the last try spent on a wrong PIN", last_try_wrong, *LOCKED),
    Row("last try", tries_left(1), e.PinLastTry, "Chỉ còn MỘT lần nhập PIN.", "Dừng lại nếu không chắc chắn."),
    Row("PIN never set", login("UserPinNotInitialized"), e.PinNotSet, "USB ký số chưa được đặt mã PIN.",
        "Liên hệ đơn vị cấp chứng thư để kích hoạt USB."),
    Row("no login", not_logged_in, *SHUT),
    Row("the token forgot its login", signing("UserNotLoggedIn"), *SHUT),
    Row("certificate not on the token", other_certificate, *NO_CERTIFICATE),
    Row("pulled out before the signature", pulled_before, *REMOVED),
    Row("pulled out and plugged in again: session closed", plugged_again, *REMOVED),
    Row("pulled out, key cached", signing("ObjectHandleInvalid"), *REMOVED),
    Row("pulled out, told as removed", signing("DeviceRemoved"), *REMOVED),
    Row("pulled out, told as not present", signing("TokenNotPresent"), *REMOVED),
    Row("pulled out, told as a general error", signing("pulled"), *REMOVED),
    Row("the driver fails and the token is there", signing("DeviceError"), *BROKEN),
    Row("certificate expired", certificate("officer-expired"), e.CertificateExpired,
        "Chứng thư số của {subject} đã hết hạn ngày {day}.", "Liên hệ đơn vị cấp để gia hạn chứng thư."),
    Row("certificate not yet valid", certificate("officer-notyet"), e.CertificateNotYetValid,
        "Chứng thư số chưa có hiệu lực, hoặc đồng hồ máy tính sai.", "Kiểm tra ngày giờ của máy tính."),
    Row("certificate revoked", certificate("officer-revoked"), e.CertificateRevoked,
        "Chứng thư số đã bị thu hồi. Không được ký.", "Liên hệ đơn vị cấp chứng thư."),
    Row("certificate on hold", certificate("officer-hold"), e.CertificateOnHold,
        "Chứng thư số đang bị tạm dừng. Không được ký.", "Liên hệ đơn vị cấp chứng thư."),
    Row("key usage: for encryption alone", certificate("officer-wrongku"), *UNFIT),
    Row("key usage: for logging in alone", certificate("officer-dsonly"), *UNFIT),
    Row("no address for its state", certificate("officer-norev"), e.CertificateUnchecked,
        "Không kiểm tra được tình trạng chứng thư.", "Kiểm tra mạng rồi thử lại."),
    Row("root nobody trusts", certificate("stranger"), e.CertificateUntrusted,
        "Chứng thư không thuộc đơn vị cấp được tin cậy.", "Nhờ quản trị viên thêm gốc tin cậy của đơn vị cấp."),
    Row("no time stamp server", no_stamp_server, *NO_STAMP),
    Row("time stamp server says 404", stamp_not_found, *NO_STAMP),
    Row("nobody at all answers", nobody_answers, *NO_STAMP),
    Row("certified against all changes", certified_against_all, e.DocumentLocked,
        "Tài liệu đã khóa, không thể đóng dấu cơ quan.", "Xin hủy số này rồi chứng thực lại từ ảnh quét."),
]  # fmt: skip


def told(table: Table, cause: Callable[[Table], object]) -> tuple[str, Said]:
    """Cause it, and return the code of the fault with what a person is told; a copy that waits names what it lacks."""
    try:
        done = cause(table)
    except e.SigningError as fault:
        return fault.code, say(fault.code, fault.context)
    assert isinstance(done, Signed)
    assert done.lacking is not None
    return done.lacking, say(done.lacking)


@pytest.mark.parametrize("row", ROWS, ids=[row.situation for row in ROWS])
def test_each_row_is_raised_and_told_in_its_own_words(table: Table, row: Row) -> None:
    expired = table.pki.certificate("officer-expired")
    subject, day = expired.subject, f"{expired.not_after.astimezone(VIETNAM):%d/%m/%Y}"

    code, said = told(table, row.cause)

    assert code == row.fault.code
    assert said == Said(row.sentence.replace("{subject}", subject).replace("{day}", day), row.cure)


@pytest.mark.parametrize("deed", ["", "UserAlreadyLoggedIn"], ids=["by this program", "by another"])
def test_already_logged_in_is_shown_to_nobody_and_the_open_login_used(table: Table, deed: str) -> None:
    table.lying.set(hides=False)
    table.lying.does("login", deed)
    keys = table.sim()
    table.open(keys, "SIM0001")

    again = table.open(keys, "SIM0001", pin="")

    assert again.certificate == table.pki.certificate("officer")
    assert table.lying.sent == ([] if deed else [True])
