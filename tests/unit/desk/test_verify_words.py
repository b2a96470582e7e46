"""What a person reads of a verification, by command and on the screen: one sentence, one thing to do, the reasons."""

import ast
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from desk.cli.main import main
from desk.errors import FileMissing, OutputRefused
from desk.ports import Desk
from desk.settings import Settings
from desk.sign.verifying import UNREADABLE
from desk.text import codes
from desk.wiring import signatures_for
from desk.work.packs import read_toml
from desk.work.verify import (
    STRENGTH,
    TRUST_PACK,
    clerk_words,
    for_people,
    ranked,
    root_name,
    sentence_of,
    take_revision,
    verify_file,
    why,
)
from signing import verdicts
from signing.errors import RootUnreadable
from signing.report import Changes, Reason, Report, SignatureReport, Verdict
from tests.fakes.authority import Pki
from tests.fakes.office import make_office
from tests.fakes.pdf_updates import add_page, updated
from tests.fakes.signing_bench import blank_paper, finished

ROOT = Path(__file__).parents[3]
SIGNATURE = SignatureReport(
    field="Ky1", signer="Ai", signed_at=datetime(2026, 11, 1, tzinfo=UTC), stamped=False, level="B-B", covers="file",
    changes=Changes.NONE, reasons=(), trusted=True,
)  # fmt: skip
REPORT = Report(
    Verdict.PASSED, None, ours=False, lenient=False, signatures=(SIGNATURE,), timestamps=(), reasons=(), revisions=()
)


def told(verdict: Verdict, *keys: str, ours: bool = False) -> Report:
    reasons = tuple(Reason(key, (("page", "1"),)) for key in keys)
    return replace(REPORT, verdict=verdict, ours=ours, signatures=(replace(SIGNATURE, reasons=reasons),))


@pytest.fixture
def copy(authority: Pki, tmp_path: Path) -> Path:
    file = tmp_path / "ban-sao.pdf"
    file.write_bytes(finished(authority)[1])
    return file


@pytest.fixture
def trust(authority: Pki) -> str:
    return str(authority.home / "trust")


# -- words ------------------------------------------------------------------------------------------------------------


def reason_keys() -> set[str]:
    """Return every reason that the code of `signing` can give."""
    found = set()
    for file in (ROOT / "signing").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id in ("Reason", "Change", "Unreadable", "unreadable"):  # type: ignore[attr-defined]  # named
                found |= {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and _is_key(one.value)}
    tables = [verdicts._SIGNER, verdicts._STAMP, UNREADABLE]
    return found | {key for table in tables for key in table.values()}


def _is_key(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+|empty|encrypted|damaged", value) is not None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_the_verifier_can_give_has_its_sentence(language: str) -> None:
    said = {code.removeprefix("verify.reason.") for code in codes(language) if code.startswith("verify.reason.")}  # type: ignore[arg-type]  # one of the two

    inner = {"metadata-dated", "extensions-changed", "signed"}
    assert len(reason_keys()) > 50
    assert reason_keys() - said - inner == set()


def test_every_reason_with_a_sentence_has_its_place_among_the_others() -> None:
    said = {code.removeprefix("verify.reason.") for code in codes("vi") if code.startswith("verify.reason.")}
    of_files = {"not-a-pdf", "empty", "encrypted", "damaged", "too-large", "too-many-pages", *UNREADABLE.values()}

    assert said - of_files == set(STRENGTH)


def test_a_valid_file_is_said_to_be_valid_in_one_sentence() -> None:
    assert for_people(REPORT).sentence == "Chữ ký hợp lệ, văn bản không bị sửa sau khi ký."
    assert for_people(replace(REPORT, ours=True)).sentence.startswith("Bản sao chứng thực hợp lệ")
    assert for_people(REPORT).reasons == ()


@pytest.mark.parametrize(
    ("field", "begins"),
    [
        ("SaoY.ChungThuc.CoQuan", "Bản sao chứng thực hợp lệ"), ("SaoY.SaoVanBan.CoQuan", "Bản sao văn bản hợp lệ"),
        ("SaoY.SoHoa.CanBo", "Bản số hóa hợp lệ"),
    ],
)  # fmt: skip
def test_each_kind_of_own_document_is_called_by_its_name(field: str, begins: str) -> None:
    report = replace(REPORT, ours=True, signatures=(replace(SIGNATURE, field=field),))

    assert for_people(report).sentence.startswith(begins)


def test_a_refused_file_is_said_to_be_refused_for_its_strongest_reason() -> None:
    report = told(Verdict.FAILED, "signer-untrusted", "bytes-after-end", "page-changed")

    said = for_people(report)

    assert said.sentence == "Không nhận tệp này: trang 1 bị sửa sau khi ký."
    assert said.reasons[0] == "Trang 1 bị sửa sau khi ký."
    assert len(said.reasons) == 3
    assert said.cure == "Xin lại tệp gốc từ nơi cấp."


@pytest.mark.parametrize(
    ("verdict", "key", "cure"),
    [
        (Verdict.INDETERMINATE, "timestamp-missing", "Đợi bản sao hoàn thành"),
        (Verdict.INDETERMINATE, "signer-untrusted", "Nhờ quản trị viên nạp gốc tin cậy"),
        (Verdict.INDETERMINATE, "look-changed", "Xem phiên bản lúc ký"),
        (Verdict.INDETERMINATE, "certificate-revoked", "Hỏi người ký"),
        (Verdict.UNREADABLE, "encrypted", "Xin tệp PDF không khóa"),
        (Verdict.NOT_SIGNED, "only-timestamped", "Xin bản có chữ ký số"),
    ],
)
def test_each_verdict_comes_with_something_to_do(verdict: Verdict, key: str, cure: str) -> None:
    assert for_people(told(verdict, key)).cure.startswith(cure)


def test_what_is_said_in_english_is_english() -> None:
    said = clerk_words(told(Verdict.FAILED, "metadata-changed"), "en")

    assert said.sentence == "Do not accept this file: the metadata of the file were changed after signing."


def test_a_reason_stands_as_a_sentence_and_within_one() -> None:
    reason = Reason("page-added", (("page", "4"),))

    assert sentence_of(reason) == "Trang 4 được thêm vào sau khi ký."
    assert why(reason) == "trang 4 được thêm vào sau khi ký"
    assert [one.key for one in ranked(told(Verdict.FAILED, "metadata-changed", "seal-missing"))] == [
        "seal-missing", "metadata-changed",
    ]  # fmt: skip


def test_a_known_root_is_named_by_its_fingerprint_and_no_other() -> None:
    rows = read_toml(TRUST_PACK)["root"]

    assert all(re.fullmatch("[0-9a-f]{64}", row["sha256"]) for row in rows)
    assert root_name(rows[0]["sha256"].upper()) == rows[0]["name"]
    assert root_name("0" * 64) is None


# -- by command -------------------------------------------------------------------------------------------------------


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    code = main(["verify", *words, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out)


def test_the_command_answers_in_the_shape_of_its_contract(
    copy: Path, trust: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = asked(capsys, str(copy), "--trust", trust)

    assert code == 0
    assert (answer["verdict"], answer["subindication"], answer["revisions"]) == ("TOTAL-PASSED", None, 5)
    assert answer["file"] == str(copy)
    (officer, seal), (stamp,) = answer["signatures"], answer["timestamps"]  # type: ignore[misc]  # JSON
    for one in (officer, seal):
        assert {"field", "signer", "signed_at", "level", "covers", "changes", "reasons", "trusted"} <= one.keys()
        assert (one["reasons"], one["trusted"], one["covers"], one["changes"]) == ([], True, "revision", "permitted")
    assert (stamp["covers"], stamp["reasons"]) == ("file", [])


def test_without_roots_the_command_trusts_nobody_and_its_code_says_so(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = asked(capsys, str(copy))

    assert (code, answer["verdict"], answer["subindication"]) == (1, "INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND")


def test_an_office_named_adds_its_roots(
    authority: Pki, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = make_office(tmp_path / "office")
    (office.home / "trust").mkdir(exist_ok=True)
    for file in (authority.home / "trust").iterdir():
        (office.home / "trust" / file.name).write_bytes(file.read_bytes())

    code, answer = asked(capsys, str(copy), "--office", str(office.home))
    office.close()

    assert (code, answer["verdict"]) == (0, "TOTAL-PASSED")


def test_a_changed_copy_an_unsigned_paper_and_a_broken_file_are_answered_with_code_one(
    copy: Path, trust: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(updated(copy.read_bytes(), add_page))
    (tmp_path / "b.pdf").write_bytes(blank_paper())
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")

    answers = [asked(capsys, str(tmp_path / name), "--trust", trust) for name in ("a.pdf", "b.pdf", "c.pdf")]

    assert [code for code, _ in answers] == [1, 1, 1]
    assert [answer["verdict"] for _, answer in answers] == ["TOTAL-FAILED", "NOT-SIGNED", "UNREADABLE"]
    assert answers[0][1]["sentence"] == "Không nhận tệp này: trang 4 được thêm vào sau khi ký."
    assert answers[0][1]["reasons"] == ["page-added"]


def test_by_command_the_record_is_written_beside_and_never_over_the_file(
    authority: Pki, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = make_office(tmp_path / "office")
    named, before = (
        ["--office", str(office.home), "--as", "pao.hv", "--trust", str(authority.home / "trust")],
        copy.read_bytes(),
    )
    office.close()

    code, _ = asked(capsys, str(copy), *named, "--record", str(tmp_path / "bien-ban.pdf"))
    refused, answer = asked(capsys, str(copy), *named, "--record", str(copy))

    assert code == 0
    assert "BIÊN BẢN KIỂM TRA" in PdfReader(tmp_path / "bien-ban.pdf").pages[0].extract_text()
    assert (refused, copy.read_bytes()) == (3, before)
    assert "fault" in answer


def test_by_command_a_signed_state_is_taken_out_and_never_over_the_file(
    copy: Path, trust: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = copy.read_bytes(), tmp_path / "state.pdf"

    code, told = asked(capsys, str(copy), "--trust", trust, "--take", "2", str(out))
    refused, answer = asked(capsys, str(copy), "--trust", trust, "--take", "2", str(copy))

    states = told["states"]
    assert isinstance(states, list)
    assert (code, out.read_bytes()) == (0, before[: states[1]["end"]])
    assert (refused, answer["fault"], copy.read_bytes()) == (3, "file.output-is-input", before)
    assert main(["verify", str(copy), "--trust", trust, "--take", "99", str(out)]) == 2


def test_a_later_moment_can_be_judged_for(copy: Path, trust: str, capsys: pytest.CaptureFixture[str]) -> None:
    soon, _ = asked(capsys, str(copy), "--trust", trust, "--at", "2031-06-01T08:00+07:00")
    late, answer = asked(capsys, str(copy), "--trust", trust, "--at", "2042-01-01")

    assert (soon, late) == (0, 1)
    assert answer["reasons"] == ["timestamp-expired"]


def test_a_missing_file_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = asked(capsys, str(tmp_path / "none.pdf"))

    assert (code, answer["fault"]) == (3, "file.missing")


def test_roots_that_are_none_are_a_fault(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.pem").write_text("no root")

    code, answer = asked(capsys, str(copy), "--trust", str(tmp_path))

    assert (code, answer["fault"]) == (3, "signing.root-unreadable")


def test_a_moment_nobody_understands_is_wrong_usage(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(copy), "--at", "hôm qua"])

    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_people_are_told_in_words_and_nothing_else_is_written(
    copy: Path, trust: str, capfd: pytest.CaptureFixture[str]
) -> None:
    code = main(["verify", str(copy), "--trust", trust])

    out, err = capfd.readouterr()
    assert code == 0
    assert out.splitlines()[0].startswith("Bản sao chứng thực hợp lệ")
    assert out.count("hợp lệ") == 4
    assert err == ""


# -- states -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_office(tmp_path / "office")


def test_a_state_taken_out_stands_whole_beside_the_file(desk: Desk, copy: Path, tmp_path: Path) -> None:
    take_revision(desk, copy, 1000, tmp_path / "out.pdf")
    desk.close()

    assert (tmp_path / "out.pdf").read_bytes() == copy.read_bytes()[:1000]


def test_a_state_that_cannot_be_written_or_read_is_a_fault(desk: Desk, copy: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused):
        take_revision(desk, copy, 1000, tmp_path / "no folder" / "out.pdf")
    with pytest.raises(FileMissing):
        take_revision(desk, tmp_path / "none.pdf", 1000, tmp_path / "out.pdf")
    desk.close()


def test_a_folder_of_roots_that_is_not_there_is_a_fault(copy: Path, tmp_path: Path) -> None:
    room = signatures_for(Settings(tmp_path, "-"))

    with pytest.raises(FileMissing):
        verify_file(room, copy, tmp_path / "no roots")
    (tmp_path / "bad.crt").write_text("x")
    with pytest.raises(RootUnreadable):
        verify_file(room, copy, tmp_path / "bad.crt")
    room.close()
