"""A file that needs more memory than there is, says so: it is never called damaged or of a lower level."""

import ast
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

import signing
from signing.cover import cover_of
from signing.embedded import Embedded
from signing.knowledge import Knowledge, carried_by, issuers_only
from signing.report import Report
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.signing_bench import Bench, blank_paper, finished

ROOM = Path(signing.__file__).parent


def greedy(*_: object, **__: object) -> NoReturn:
    raise MemoryError


class Greedy:
    """What needs too much memory whatever is asked of it."""

    def __getattr__(self, name: str) -> NoReturn:
        raise MemoryError

    def __getitem__(self, name: str) -> NoReturn:
        raise MemoryError


def checked(bench: Bench, tmp_path: Path, data: bytes) -> Report:
    file = tmp_path / "file.pdf"
    file.write_bytes(data)
    return verify(file, bench.trust)


OURS = [
    "signing.proofs.Court.complete", "signing.strict.value_of", "signing.revisions.step", "signing.token_form._fills",
    "pyhanko_certvalidator.revinfo.archival.CRLContainer", "signing.structure.value_of",
    "signing.cover._signed_hash",
]  # fmt: skip
FOREIGN = [
    "signing.verify.touched_in", "signing.weighing.value_of", "pypdfium2.PdfDocument", "pypdfium2.PdfPage.render",
]  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_no_step_of_judging_a_copy_of_ours_hides_that_memory_ran_out(
    authority: Pki, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(name, greedy)

    report = checked(bench, tmp_path, finished(authority)[1])

    assert [reason.key for reason in report.reasons] == ["over-memory"]


@pytest.mark.parametrize("name", FOREIGN)
def test_no_step_of_judging_another_s_file_hides_that_memory_ran_out(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    twice = bench.foreign(bench.foreign(blank_paper()), "officer-ec", "Ky2")
    monkeypatch.setattr(name, greedy)

    report = checked(bench, tmp_path, twice)

    assert [reason.key for reason in report.reasons] == ["over-memory"]


LOOKS: list[Callable[[Embedded], object]] = [
    lambda one: one.certificate, lambda one: one.stamped_at, lambda one: one.claimed_at, carried_by,
    lambda one: issuers_only(Knowledge((), (), (), stored=False), one),
]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_a_signature_too_large_to_read_is_not_taken_for_one_that_says_nothing(
    look: Callable[[Embedded], object],
) -> None:
    one = Embedded(SimpleNamespace(), 0, 0, True, True, Greedy(), cover_of(b"", ()), ())  # type: ignore[arg-type]  # a part alone

    with pytest.raises(MemoryError):
        look(one)


@pytest.mark.parametrize("module", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
def test_whoever_catches_everything_lets_the_end_of_memory_through(module: Path) -> None:
    catching = [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Try)]

    swallowing = [node.lineno for node in catching if _everything(node) and not _lets_memory_through(node)]

    assert swallowing == []


def _everything(node: ast.Try) -> bool:
    return any(isinstance(one.type, ast.Name) and one.type.id == "Exception" for one in node.handlers)


def _lets_memory_through(node: ast.Try) -> bool:
    raising = [one for one in node.handlers if len(one.body) == 1 and ast.unparse(one.body[0]) == "raise"]
    return any(one.type is not None and "MemoryError" in ast.unparse(one.type) for one in raising)
