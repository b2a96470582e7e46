"""A signing room with a paper, two keys and a time stamp authority that can be silent: each implementation's own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk.ports import Signatures
from desk.sign.room import SigningRoom
from signing.errors import TokenRemoved
from signing.key import SigningKey
from signing.values import Attestation, Certificate
from tests.fakes.authority import Pki
from tests.fakes.signing import SoftKey, ToldSignatures, certificate
from tests.fakes.signing_bench import blank_paper

WORDS = Attestation(
    words=(
        "Chứng thực bản sao đúng với bản chính", "Số chứng thực 213/ĐT Quyển số: 01/2026-SCTĐT/BS",
        "Ngày 24 tháng 11 năm 2026",
    ),
    officer=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lý Thị Mai", "Ký lúc {time}"),
    seal=("UBND XÃ THƯỢNG LÂM", "Đóng dấu lúc {time}"),
    title="Bản sao chứng thực số 213/ĐT", reason="Chứng thực bản sao từ bản chính", place="Thượng Lâm, Tuyên Quang",
    mark="DIỄN TẬP",
)  # fmt: skip


@dataclass
class SigningBench:
    """One implementation, ready to be asked.

    Attributes:
        folder: Where it may write.
        paper: An unsigned searchable PDF/A of three pages.
        without_stamps: Keeps the time stamp authority silent for a while.
    """

    signatures: Signatures
    folder: Path
    paper: Path
    officer: SigningKey
    seal: SigningKey
    without_stamps: Callable[[], AbstractContextManager[None]]


@dataclass
class _Broken:
    certificate: Certificate
    chain: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        """Fail as a token does that was pulled out."""
        del data
        raise TokenRemoved


def broken_key(key: SigningKey) -> SigningKey:
    """Return the key of a token that was pulled out just now."""
    return _Broken(key.certificate, key.chain)


def laid_paper(folder: Path) -> Path:
    """Lay the paper down."""
    paper = folder / "paper.pdf"
    paper.write_bytes(blank_paper())
    return paper


def told_bench(folder: Path) -> SigningBench:
    """Return the room that does as told."""
    room = ToldSignatures()

    @contextmanager
    def silent() -> Iterator[None]:
        room.tsa = False
        try:
            yield
        finally:
            room.tsa = True

    officer, seal = (SoftKey(certificate(name)) for name in ("Lý Thị Mai", "UBND xã Thượng Lâm"))
    return SigningBench(room, folder, laid_paper(folder), officer, seal, silent)


def real_bench(room: SigningRoom, pki: Pki, folder: Path) -> SigningBench:
    """Return the real room, with the rehearsal's authority and keys in memory."""
    officer, seal = pki.key("officer"), pki.key("seal")
    return SigningBench(room, folder, laid_paper(folder), officer, seal, lambda: pki.silent("tsa"))
