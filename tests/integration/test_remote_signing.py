"""Copies are signed by a service on the network when a person confirms elsewhere: once, and nothing half done."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from desk.settings import TRUST
from desk.sign.room import SigningRoom
from desk.text import say
from signing.attest import attest
from signing.copy import CopySigner
from signing.csc import CscSigner
from signing.errors import (
    RemoteAnswerWrong,
    RemoteDenied,
    RemoteDown,
    RemoteExpired,
    RemoteNotAdmitted,
    RemoteTooFew,
    RemoteUnconfirmed,
    RemoteUnreadable,
    RemoteUntrusted,
    RemoteWantsMore,
    SigningError,
)
from signing.holes import Hole
from signing.remote import Account, RemoteKey
from signing.remote_copies import RemoteCopies, Wanted
from signing.report import Verdict
from signing.values import OFFICER_FIELD, SEAL_FIELD, Certificate, Level
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.copies import MARKED, SCANS, scan_pdf
from tests.fakes.csc_server import TOKEN, CscServer, Deed
from tests.fakes.judging import pdfsig

Serve = Callable[..., CscServer]


@pytest.fixture
def serve(authority: Pki) -> Iterator[Serve]:
    running: list[CscServer] = []

    def start(name: str = "officer", does: Deed = "", **more: object) -> CscServer:
        running.append(CscServer(authority.key(name), does, **more))  # type: ignore[arg-type]  # as the service takes them
        return running[-1]

    yield start
    for one in running:
        one.close()


@pytest.fixture
def signer(authority: Pki) -> CopySigner:
    return CopySigner(lambda: authority.trust, authority.services, lambda: datetime.now(UTC))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    attest(scan_pdf(folder, [SCANS / "r035.png"]), MARKED, folder / "prepared.pdf")
    return folder / "prepared.pdf"


def csc(server: CscServer, patience_s: float = 20.0) -> CscSigner:
    return CscSigner(Account("SmartKý", server.address, "credential-1", lambda: TOKEN, patience_s))


def wanted(source: Path, out: Path, field: str = OFFICER_FIELD) -> Wanted:
    return Wanted(source, MARKED, field, out)


def several(prepared: Path, folder: Path, count: int) -> list[Wanted]:
    """Return as many different copies; what follows the end of a PDF makes no difference before it is signed."""
    sources = [folder / f"prepared-{number}.pdf" for number in range(count)]
    for number, source in enumerate(sources):
        source.write_bytes(prepared.read_bytes() + b"%% %d\n" % number)
    return [wanted(source, folder / f"out-{number}.pdf") for number, source in enumerate(sources)]


def test_a_copy_signed_and_sealed_from_afar_is_like_any_other(
    serve: Serve, signer: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    copies = RemoteCopies(signer, tmp_path / "waiting")
    officer, seal = RemoteKey(csc(serve("officer"))), RemoteKey(csc(serve("seal")))

    (signed,) = copies.sign([wanted(prepared, tmp_path / "signed.pdf")], officer)
    (sealed,) = copies.sign([wanted(tmp_path / "signed.pdf", tmp_path / "sealed.pdf", SEAL_FIELD)], seal)

    assert (signed.level, sealed.level) == (Level.T, Level.LTA)
    assert verify(tmp_path / "sealed.pdf", authority.trust).verdict is Verdict.PASSED
    assert pdfsig(tmp_path / "sealed.pdf")[:2] == ["Signature is Valid."] * 2
    assert list((tmp_path / "waiting").iterdir()) == []


def test_a_batch_takes_one_confirmation(
    serve: Serve, signer: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    server = serve()

    done = RemoteCopies(signer, tmp_path / "waiting").sign(several(prepared, tmp_path, 5), RemoteKey(csc(server)))

    assert [one.level for one in done] == [Level.T] * 5
    assert dict(server.asked) == {"credentials/info": 1, "credentials/authorize": 1, "signatures/signHash": 1}
    assert len(set(server.hashes[0])) == 5
    assert pdfsig(tmp_path / "out-4.pdf")[:1] == ["Signature is Valid."]


def test_a_batch_is_cut_into_what_one_confirmation_may_be_for(
    serve: Serve, signer: CopySigner, prepared: Path, tmp_path: Path
) -> None:
    server = serve(most=2)

    RemoteCopies(signer, tmp_path / "waiting").sign(several(prepared, tmp_path, 3), RemoteKey(csc(server)))

    assert [len(one) for one in server.hashes] == [2, 1]


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ("denies", RemoteDenied), ("fails", RemoteDown), ("fails to sign", RemoteDown), ("breaks off", RemoteDown),
        ("gives too few", RemoteTooFew), ("signs wrongly", RemoteAnswerWrong), ("lets it expire", RemoteExpired),
        ("never confirms", RemoteUnconfirmed), ("admits nobody", RemoteNotAdmitted),
        ("talks nonsense", RemoteUnreadable), ("says too much", RemoteDown), ("sends elsewhere", RemoteUnreadable),
    ],
)  # fmt: skip
def test_what_goes_wrong_has_its_own_sentence_writes_nothing_and_is_gone_on_with(
    serve: Serve, signer: CopySigner, prepared: Path, tmp_path: Path, does: Deed, fault: type[SigningError]
) -> None:
    server, folder, order = serve(), tmp_path / "waiting", [wanted(prepared, tmp_path / "out.pdf")]
    key = RemoteKey(csc(server, patience_s=0.3 if does == "never confirms" else 20.0))
    server.does = does

    with pytest.raises(fault) as told:
        RemoteCopies(signer, folder).sign(order, key)
    there = (tmp_path / "out.pdf").exists()
    server.does = ""
    (done,) = RemoteCopies(signer, folder).sign(order, key)

    said = say(told.value.code, told.value.context, "vi")
    assert said.sentence
    assert "{" not in said.sentence
    assert TOKEN not in repr(told.value) + repr(told.value.__cause__)
    assert "sad-1" not in repr(told.value) + repr(told.value.__context__)
    assert not there
    assert done.level is Level.T
    assert len({one[0] for one in server.authorised}) <= 1, "the bytes kept are gone on with, not made anew"
    assert ("signatures/signHash" in server.asked) or does != "lets it expire"


def test_each_fault_of_a_service_is_told_in_other_words() -> None:
    kinds = [
        RemoteDown, RemoteUntrusted, RemoteNotAdmitted, RemoteDenied, RemoteUnconfirmed, RemoteExpired, RemoteTooFew,
        RemoteAnswerWrong, RemoteUnreadable, RemoteWantsMore,
    ]  # fmt: skip

    told = {say(kind.code, {"service": "S", "given": 1, "wanted": 2}, "vi").sentence for kind in kinds}

    assert len(told) == len(kinds)


def test_the_office_signs_and_seals_from_afar_and_goes_on_after_a_crash(
    serve: Serve, authority: Pki, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, out = serve(), tmp_path / "signed.pdf"
    rooms = [
        SigningRoom(authority.home / TRUST, authority.services, lambda: None, tmp_path / "waiting") for _ in range(2)
    ]
    monkeypatch.setattr(CopySigner, "finish", dies)
    with pytest.raises(KeyboardInterrupt):
        rooms[0].sign(prepared, MARKED, RemoteKey(csc(officer)), out)
    monkeypatch.undo()

    signed = rooms[1].sign(prepared, MARKED, RemoteKey(csc(officer)), out)
    sealed = rooms[1].seal(out, MARKED, RemoteKey(csc(serve("seal"))), tmp_path / "sealed.pdf")
    verdict = rooms[1].verify(tmp_path / "sealed.pdf").verdict

    assert (signed.level, sealed.level, verdict) == (Level.T, Level.LTA, Verdict.PASSED)
    assert officer.asked["credentials/authorize"] == 1
    for room in rooms:
        room.close()


@pytest.mark.parametrize(("does", "fault"), [("wants a PIN", RemoteWantsMore), ("has shut the key", RemoteNotAdmitted)])
def test_a_service_that_wants_a_pin_typed_here_or_shut_the_key_is_not_used(
    serve: Serve, does: Deed, fault: type[SigningError]
) -> None:
    with pytest.raises(fault):
        RemoteKey(csc(serve(does=does)))


def test_a_crash_before_the_confirmation_goes_on_with_the_same_bytes(
    serve: Serve, signer: CopySigner, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, folder, order = serve(), tmp_path / "waiting", [wanted(prepared, tmp_path / "out.pdf")]
    key = RemoteKey(csc(server))
    monkeypatch.setattr(RemoteKey, "wait", dies)
    with pytest.raises(KeyboardInterrupt):
        RemoteCopies(signer, folder).sign(order, key)
    monkeypatch.undo()

    RemoteCopies(signer, folder).sign(order, RemoteKey(csc(server)))  # another program: it knows no transaction

    assert len(server.authorised) == 2
    assert server.authorised[0] == server.authorised[1]
    assert (tmp_path / "out.pdf").exists()


def test_a_crash_after_the_confirmation_asks_nobody_again(
    serve: Serve, signer: CopySigner, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, folder, order = serve(), tmp_path / "waiting", [wanted(prepared, tmp_path / "out.pdf")]
    monkeypatch.setattr(CopySigner, "finish", dies)
    with pytest.raises(KeyboardInterrupt):
        RemoteCopies(signer, folder).sign(order, RemoteKey(csc(server)))
    monkeypatch.undo()

    (done,) = RemoteCopies(signer, folder).sign(order, RemoteKey(csc(server)))

    assert done.level is Level.T
    assert server.asked["credentials/authorize"] == server.asked["signatures/signHash"] == 1
    assert pdfsig(tmp_path / "out.pdf")[:1] == ["Signature is Valid."]


@pytest.mark.parametrize("damage", ["bytes", "facts", "value", "age"])
def test_what_was_kept_and_is_not_whole_or_fresh_any_more_is_made_anew(
    serve: Serve, signer: CopySigner, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    server, folder, order = serve(), tmp_path / "waiting", [wanted(prepared, tmp_path / "out.pdf")]
    monkeypatch.setattr(CopySigner, "finish", dies)
    with pytest.raises(KeyboardInterrupt):
        RemoteCopies(signer, folder).sign(order, RemoteKey(csc(server)))
    monkeypatch.undo()
    (kept,) = folder.iterdir()
    spoil(kept, damage, monkeypatch)

    RemoteCopies(signer, folder).sign(order, RemoteKey(csc(server)))

    assert len(server.authorised) == 2
    assert server.authorised[0] == server.authorised[1] or damage != "value"
    assert pdfsig(tmp_path / "out.pdf")[:1] == ["Signature is Valid."]


def test_a_service_with_a_certificate_nobody_issued_is_sent_nothing(serve: Serve, tmp_path: Path) -> None:
    server = serve(certificate=self_made(tmp_path / "server.pem"))

    with pytest.raises(RemoteUntrusted):
        csc(server).get_certificate()

    assert not server.asked


def test_a_service_without_encryption_is_spoken_to_on_this_machine_only() -> None:
    far = CscSigner(Account("SmartKý", "http://service.invalid/csc/v1", "credential-1", lambda: TOKEN))

    with pytest.raises(RemoteUntrusted):
        far.get_certificate()


def test_a_service_that_is_not_there_is_down(serve: Serve) -> None:
    server = serve()
    address = server.address
    server.close = lambda: None  # type: ignore[method-assign]  # it is closed here
    server._server.shutdown()
    server._server.server_close()

    with pytest.raises(RemoteDown):
        CscSigner(Account("SmartKý", address, "credential-1", lambda: TOKEN)).get_certificate()


def dies(*_: object, **__: object) -> Hole:
    raise KeyboardInterrupt


def spoil(kept: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, file = kept / "facts.json", kept / "copy.pdf"
    if damage == "bytes":
        file.write_bytes(file.read_bytes()[:-40] + bytes(40))
    elif damage == "facts":
        facts.write_text(facts.read_text("utf-8")[:-30], "utf-8")
    elif damage == "value":
        text = facts.read_text("utf-8")
        begin = text.index('"value": "') + len('"value": "')
        facts.write_text(text[:begin] + "00" * 4 + text[begin + 8 :], "utf-8")
    else:
        monkeypatch.setattr("signing.remote_copies.FRESH_S", -1.0)


def self_made(file: Path) -> Path:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1)).sign(key, SHA256())
    )  # fmt: skip
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file


def test_a_person_who_takes_long_over_the_key_still_gets_a_time_stamp(
    authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    """Windows and a telephone ask while the copy is being signed; only waiting for time stamps is bounded."""

    @dataclass
    class SlowKey:
        certificate: Certificate
        chain: tuple[bytes, ...]

        def sign(self, data: bytes) -> bytes:
            time.sleep(3.0)
            return authority.key("officer").sign(data)

    impatient = replace(authority.services(), patience_s=2.5)
    signer, key = (
        CopySigner(lambda: authority.trust, lambda: impatient, lambda: datetime.now(UTC)),
        authority.key("officer"),
    )

    signed = signer.sign(prepared, MARKED, SlowKey(key.certificate, key.chain), tmp_path / "out.pdf")

    assert signed.level is Level.T
