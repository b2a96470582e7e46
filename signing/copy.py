"""Signing, sealing and completing a certified copy (ký, đóng dấu, hoàn thiện bản sao): PAdES, ETSI EN 319 142-1.

The officer certifies (DocMDP P=2) in the one field made ready, the agency approves in the other; what proves both for
the future and a time stamp over the whole file stand in one revision behind. The key is asked once a signature; a time
stamp that cannot be had is lacking, not a reason to ask it again.
"""

import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from asn1crypto import x509  # type: ignore[import-untyped]  # it ships none
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError as LibraryError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.path import ValidationPath

from signing.appending import Revision
from signing.checking import Checker, Proof, StateUnknown
from signing.errors import CertificateUnchecked, FileUnfit, SigningError, TimestampDown
from signing.holes import Hole, hole_of
from signing.key import SigningKey
from signing.letters import plain
from signing.network import DIGEST, Once, Stamper, Wire
from signing.own import CLERK_FIELD, TRUE_COPY_FIELD, OwnText
from signing.running import run
from signing.services import Services, Trust
from signing.signer import BlockStyle, KeySigner, LinesStyle
from signing.stamps import VIETNAM
from signing.state import BAD_FILE, BAD_STREAM, State, read_state
from signing.tst import TimeStampToken
from signing.values import OFFICER_FIELD, SEAL_FIELD, Attestation, Level, Signed
from signing.whole import written_whole

STAMP_FIELD = "SaoY-DauThoiGian-{number}"
"""Name of the field of a document time stamp, counted from 1."""


class CopySigner:
    """Signs, seals and completes copies; what it learnt of services and certificates serves the next copies too.

    Usable from several threads; each call works in its own.

    Args:
        trust: Asked whom the office trusts.
        services: Asked for the services of the network.
        now: Asked for the present instant, aware.
    """

    def __init__(
        self, trust: Callable[[], Trust], services: Callable[[], Services], now: Callable[[], datetime]
    ) -> None:
        self._trust, self._services, self._now = trust, services, now
        self._lock = threading.Lock()
        self._line: _Line | None = None

    def sign(self, prepared: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Sign as the certifying officer: certification signature P=2, B-T; B-B when no time stamp can be had.

        Args:
            prepared: As `attest` left it; not changed.
            attestation: As it was laid.
            key: The officer's.
            out: Appears whole or not at all.

        Raises:
            Faults `signing.certificate-*`, those of the key, FileChanged, FileUnfit, DocumentLocked, KeyAnswerWrong.
        """
        return run(lambda: self._with_key(prepared, out, _Act(OFFICER_FIELD, attestation, key)))

    def seal(self, signed: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Seal as the agency: approval signature, then B-LTA for both; as far as can be reached now.

        Raises:
            As `sign`.
        """
        return run(lambda: self._with_key(signed, out, _Act(SEAL_FIELD, attestation, key)))

    def sign_alone(self, prepared: Path, text: OwnText, key: SigningKey, out: Path) -> Signed:
        """Sign a document of one signature: certification signature, then B-LTA; as far as can be reached now.

        Args:
            prepared: As `lay_own` left it; not changed.
            text: As it was laid.
            key: The agency's for a true copy, the clerk's for a digitised component.
            out: Appears whole or not at all.

        Raises:
            As `sign`.
        """
        return run(lambda: self._with_key(prepared, out, _Act(text.field, text, key)))

    def complete(self, sealed: Path, out: Path) -> Signed:
        """Bring a sealed copy to B-LTA without any key; a complete one is given back as it is.

        Raises:
            TimestampDown, faults `signing.certificate-*`, FileChanged, FileUnfit.
        """
        return run(lambda: self._without_key(sealed, out))

    def renew(self, finished: Path, out: Path, digest: str = DIGEST) -> Signed:
        """Prove the last document time stamp of a finished copy and put a new one over all of it; needs no key.

        ETSI EN 319 142-1, 5.5: a chain of document time stamps, each made while the one before can still be checked.

        Args:
            finished: Not changed; what comes out begins with its bytes.
            out: Appears whole or not at all.
            digest: Hash algorithm of the new time stamp, "sha256" or stronger.

        Raises:
            TimestampDown, faults `signing.certificate-*` of the authority, FileChanged, FileUnfit.
        """
        return run(lambda: self._renewed(finished, out, digest))

    def begin(self, source: Path, attestation: Attestation, key: SigningKey, kept: Path, field: str) -> Hole:
        """Write all of a signature but its value, for a key that answers later (ký ngắt quãng); the key is not asked.

        Args:
            source: As for `sign` or `seal`.
            attestation: As it was laid.
            key: Whose certificate and chain are used.
            kept: Appears whole or not at all; it has a hole where the signature goes.
            field: OFFICER_FIELD or SEAL_FIELD.

        Raises:
            As `sign`, but for faults of the key.
        """
        return run(lambda: self._begun(source, kept, _Act(field, attestation, key)))

    def finish(self, hole: Hole, kept: Path, value: bytes, out: Path) -> Signed:
        """Put the value a key gave for `hole.attributes` into the hole, and go on as `sign` and `seal` do.

        Raises:
            KeyAnswerWrong: it does not fit the certificate. As `sign`.
        """
        return run(lambda: self._finished(hole, kept, value, out))

    async def _begun(self, source: Path, kept: Path, act: "_Act") -> Hole:
        line = self._current()
        async with line.wire.open():
            with _translated(), written_whole(source, kept) as file:
                state, at = read_state(_reader(file)), self._now()
                if act.certifies:
                    state.must_be_prepared()
                else:
                    state.must_be_signed()
                    await line.before_sealing(state)
                signer = await line.signer(act.key, at)
                return await hole_of((await _with_hole(file, act, signer, at))[1], act.field, act.key, signer)

    async def _finished(self, hole: Hole, kept: Path, value: bytes, out: Path) -> Signed:
        line = self._current()
        async with line.wire.open():
            patience = line.stamper.within(line.services.patience_s)
            with _translated(), patience, written_whole(kept, out) as file:
                signer = await line.signer(hole.answered(value), self._now())
                await hole.fill(file, signer)
                state = read_state(_reader(file))
                if not signer.stamped:
                    return Signed(state.level, TimestampDown.code)
                if hole.field == OFFICER_FIELD:
                    return Signed(Level.T, authority=line.stamper.answered)
                return await _as_far_as_can_be(line, file)

    def _current(self) -> "_Line":
        """Return what is known of services and certificates, made anew when it is old or was for others."""
        with self._lock:
            trust, services, at = self._trust(), self._services(), self._now()
            line = self._line
            if line is None or services != line.services:
                wire = Wire(services)
                line = _Line(services, wire, Stamper(wire, services), Checker(trust, services, wire, at))
            elif not line.checker.serves(trust, services, at):
                line = replace(line, checker=Checker(trust, services, line.wire, at))
            line.checker.begin()
            self._line = line
            return line

    async def _with_key(self, source: Path, out: Path, act: "_Act") -> Signed:
        line = self._current()
        async with line.wire.open():
            patience = line.stamper.within(line.services.patience_s)
            with _translated(), patience, written_whole(source, out) as file:
                state = read_state(_reader(file))
                if act.field not in state.own:
                    raise FileUnfit(why="no-field")
                if act.locks:
                    state.must_be_prepared()
                else:
                    state.must_be_signed()
                    await line.before_sealing(state)
                signer = await line.signer(act.key, self._now())
                await _put_signature(file, act, signer, self._now())
                if not signer.stamped:
                    return Signed(Level.B, TimestampDown.code)
                if act.certifies:
                    return Signed(Level.T, authority=line.stamper.answered)
                return await _as_far_as_can_be(line, file)

    async def _without_key(self, source: Path, out: Path) -> Signed:
        line = self._current()
        async with line.wire.open():
            with _translated(), written_whole(source, out) as file:
                state = read_state(_reader(file))
                state.must_be_sealed()
                if not state.complete:
                    await line.complete(file, state)
                return Signed(Level.LTA, authority=line.stamper.answered)

    async def _renewed(self, source: Path, out: Path, digest: str) -> Signed:
        line = self._current()
        async with line.wire.open():
            with _translated(), written_whole(source, out) as file:
                state = read_state(_reader(file))
                state.must_be_complete()
                await line.renew(file, state, digest)
                return Signed(Level.LTA, authority=line.stamper.answered)


@dataclass(frozen=True)
class _Act:
    """A signature to be made: in which field, with what look, by whose key."""

    field: str
    words: Attestation | OwnText
    key: SigningKey

    @property
    def certifies(self) -> bool:
        return self.field == OFFICER_FIELD

    @property
    def locks(self) -> bool:
        """True when it is the first signature, which allows nothing but filling in what was made ready."""
        return self.field in (OFFICER_FIELD, TRUE_COPY_FIELD, CLERK_FIELD)

    def look(self, at: datetime) -> BlockStyle | LinesStyle:
        if isinstance(self.words, OwnText):
            return LinesStyle(self.words.lines, at)
        return BlockStyle(self.words, at, officer=self.certifies)


@dataclass(frozen=True)
class _Proved:
    """What is proved in a revision: paths found already, and tokens whose authorities are still to be looked at."""

    paths: list[ValidationPath]
    tokens: list[TimeStampToken]


@dataclass(frozen=True)
class _Line:
    """What serves one copy after the other: services, connections, what is known of certificates."""

    services: Services
    wire: Wire
    stamper: Stamper
    checker: Checker

    async def signer(self, key: SigningKey, at: datetime) -> KeySigner:
        """Return the signer of a key that may sign.

        When neither the state of its certificate nor a time stamp can be asked for, the network is gone: then the key
        signs at B-B, if all else about it is good, and the copy waits. When only the state cannot, it does not sign.
        """
        certificate = x509.Certificate.load(key.certificate.der)
        stamper: Stamper | None = self.stamper
        try:
            path = await self.checker.may_sign(key, at)
        except StateUnknown as unknown:
            path = await self.checker.chain(certificate, key.chain, at)
            if await self._network_answers():
                raise CertificateUnchecked(name=key.certificate.subject) from unknown
            stamper = None
        return KeySigner(key, path.iter_certs(include_root=False), stamper)

    async def _network_answers(self) -> bool:
        try:
            await self.stamper.async_timestamp(hashlib.sha256().digest(), DIGEST)
        except TimestampDown:
            return False
        return True

    async def before_sealing(self, state: State) -> None:
        """Raise what has become of the officer's certificate since, so that nobody seals what can never be finished."""
        with contextlib.suppress(CertificateUnchecked):
            for one in state.signatures:
                await self.checker.signed(one.signer, one.chain, one.stamped_at)

    async def complete(self, file: BinaryIO, state: State) -> None:
        """Write the proof for all that is there, and a time stamp over the whole file, in one revision.

        The authority's own certificate is proved too; when another authority answers than was proved, once more.
        """
        tokens = [one.token for one in (*state.signatures, *state.stamps) if one.token]
        paths = [await self.checker.signed(one.signer, one.chain, one.stamped_at) for one in state.signatures]
        await self._close(file, state, _Proved(paths, tokens), DIGEST)

    async def renew(self, file: BinaryIO, state: State, digest: str) -> None:
        """Write the proof for the last time stamp and a new one over the whole file; what is older is proved."""
        tokens = [one.token for one in state.stamps[-1:] if one.token]
        await self._close(file, state, _Proved([], tokens), digest)

    async def _close(self, file: BinaryIO, state: State, given: "_Proved", digest: str) -> None:
        own = {token.signer.dump(): await self.checker.stamped(token.signer, token.chain) for token in given.tokens}
        fault: SigningError = TimestampDown()
        for _ in range(len(self.services.tsa) + 1):
            known = dict(own)
            for signer in await self.stamper.signers():
                try:
                    known[signer.signer.dump()] = await self.checker.stamped(signer.signer, signer.chain)
                except SigningError as bad:
                    if bad.retry:
                        raise
                    self.stamper.forget(signer)  # it stamped something else once, or its certificate has ended since
                    fault = bad
            if not known:
                continue
            proof = self.checker.proof([*given.paths, *known.values()])
            token = await self._stamp(file, proof, len(state.stamps) + 1, digest)
            if token.signer.dump() in known:
                return
            file.truncate(state.size)
        raise fault

    async def _stamp(self, file: BinaryIO, proof: Proof, number: int, digest: str) -> TimeStampToken:
        revision, stamper = Revision(file, strict=True), Once(self.stamper)
        store: Any = DocumentSecurityStore
        store.supply_dss_in_writer(
            revision, None, certs=proof.certificates, ocsps=proof.ocsps, crls=proof.crls, validation_context=None
        )
        maker: Any = PdfTimeStamper(stamper, field_name=STAMP_FIELD.format(number=number))
        await maker.async_timestamp_pdf(revision, digest, None, 2 * self.stamper.room, in_place=True)
        return stamper.given


async def _as_far_as_can_be(line: _Line, file: BinaryIO) -> Signed:
    """Complete a copy just sealed; what cannot be done now is told, and leaves the seal as it is."""
    state = read_state(_reader(file))
    try:
        with _translated():
            await line.complete(file, state)
    except SigningError as fault:
        file.truncate(state.size)
        return Signed(state.level, fault.code)
    return Signed(Level.LTA, authority=line.stamper.answered)


async def _put_signature(file: BinaryIO, act: _Act, signer: KeySigner, at: datetime) -> None:
    """Write a signature behind what there is, in the field made ready for it."""
    document, digest = await _with_hole(file, act, signer, at)
    await document.perform_signature(digest.document_digest, PdfCMSSignedAttributes())


async def _with_hole(file: BinaryIO, act: _Act, signer: KeySigner, at: datetime) -> tuple[Any, Any]:
    """Write all of a signature but its value; return the library's document and what is to be signed of it."""
    words = act.words
    told = PdfSignatureMetadata(
        field_name=act.field, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, reason=plain(words.reason),
        location=plain(words.place), name=act.key.certificate.subject, certify=act.locks,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    look: Any = act.look(at)
    maker: Any = PdfSigner(told, signer, stamp_style=look)
    session = maker.init_signing_session(Revision(file, strict=True), existing_fields_only=True)
    session.system_time = at.astimezone(VIETNAM)
    room = await session.estimate_signature_container_size(None, tight=True) + 2 * signer.room
    document = session.prepare_tbs_document(None, room)
    return document, document.digest_tbs_document(in_place=True)[0]


def _reader(file: BinaryIO) -> PdfFileReader:
    try:
        return PdfFileReader(file, strict=True)
    except BAD_FILE as fault:
        raise FileUnfit(why=type(fault).__name__) from fault


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Let no exception of the library out; what it refuses that our own looks let pass is a plain fault."""
    try:
        yield
    except (PdfError, LibraryError, *BAD_STREAM) as fault:
        raise SigningError(why=type(fault).__name__) from fault
