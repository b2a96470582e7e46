"""The certified copy by command: what each command answers, its exit codes, and that a PIN shows nowhere."""

from pathlib import Path
from typing import Any

import pytest

from desk.cli.run import Run
from desk.model.certification import CopyStage, Purpose
from desk.model.people import Officer, Role
from signing.errors import TokenRemoved
from signing.report import Verdict
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.commands import Commands
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN

TICKED = ("--compared", "--no-refusal-ground")


PINS = f"{OFFICER_PIN}\n{SEAL_PIN}\n"


def test_a_paper_is_certified_and_its_file_is_there(saoy: Commands) -> None:
    code, copy = saoy(
        "certify", saoy.office.paper, *TICKED, "--officer", "Lý Thị Mai", "--seal", "mien.tt", "--copies", 2,
        "--title", "Giấy khai sinh bản chính", pins=PINS,
    )  # fmt: skip

    file = Path(copy["file"])
    assert code == 0
    assert (copy["document"], copy["number"], copy["book"], copy["year"]) == (saoy.office.paper, 1, "SCTĐT/BS", 2026)
    assert (copy["level"], copy["fee"], copy["stage"]) == ("B-LTA", 4000, "sealed")
    assert file.is_absolute()
    assert saoy.office.desk.signatures.verify(file).verdict is Verdict.PASSED


def test_certifying_again_answers_the_same_and_needs_no_pin(saoy: Commands) -> None:
    first = saoy("certify", saoy.office.paper, *TICKED, pins=PINS)

    assert saoy("certify", saoy.office.paper) == first


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ((), "certify.comparison-missing"),
        (("--no-refusal-ground",), "certify.comparison-missing"),
        (("--compared",), "certify.grounds-open"),
        ((*TICKED, "--officer", "nobody"), "certify.signer-unknown"),
    ],
)
def test_what_the_command_does_not_say_was_not_done(saoy: Commands, words: tuple[str, ...], fault: str) -> None:
    code, answer = saoy("certify", saoy.office.paper, *words, pins=PINS)

    assert (code, answer["fault"]) == (3, fault)
    assert answer["sentence"]
    assert answer["cure"]


@pytest.mark.parametrize("pins", [None, "", f"{OFFICER_PIN}\n", f"\n{SEAL_PIN}\n"])
def test_both_pins_are_needed(saoy: Commands, pins: str | None) -> None:
    code, answer = saoy("certify", saoy.office.paper, *TICKED, pins=pins)

    assert (code, answer["fault"]) == (3, "certify.pins-missing")
    assert saoy.office.kinds() == []


def test_no_pin_is_ever_said(saoy: Commands) -> None:
    saoy("certify", saoy.office.paper, *TICKED, pins="739415\n864203\n")
    saoy("certify", saoy.office.paper, *TICKED, pins=PINS)

    assert not any(pin in saoy.heard for pin in ("739415", "864203", OFFICER_PIN, SEAL_PIN))


def test_a_fault_of_the_token_is_a_sentence_and_the_number_is_kept(saoy: Commands) -> None:
    saoy.office.room.fault, saoy.office.room.fails = TokenRemoved(), "sign"

    code, answer = saoy("certify", saoy.office.paper, *TICKED, pins=PINS)
    again, copy = saoy("certify", saoy.office.paper, *TICKED, pins=PINS)

    assert (code, answer["fault"]) == (3, "signing.token-removed")
    assert (again, copy["number"]) == (0, 1)


def test_a_copy_without_its_time_stamp_is_told_whole_with_code_1_and_resumed(saoy: Commands) -> None:
    saoy.office.room.tsa = False

    code, copy = saoy("certify", saoy.office.paper, *TICKED, pins=PINS)
    saoy.office.room.tsa = True
    resumed, done = saoy("resume")
    after, finished = saoy("certify", saoy.office.paper)

    assert (code, copy["stage"], copy["file"], copy["lacking"]) == (1, "waiting", None, "signing.timestamp-down")
    assert copy["sentence"]
    assert resumed == 0
    assert [(one["number"], one["stage"]) for one in done["copies"]] == [(1, "sealed")]
    assert (after, finished["number"], Path(finished["file"]).is_file()) == (0, 1, True)


def test_in_the_rehearsal_the_command_alone_suffices(
    saoy: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk.rehearsal.authority import OFFICER_PIN as THEIRS
    from desk.rehearsal.authority import SEAL_PIN as SEALS

    office = CertifyingOffice(tmp_path / "rehearsal", rehearsal=True)
    office.keys.officer.pin, office.keys.seal.pin = THEIRS, SEALS
    monkeypatch.setattr(Run, "desk", lambda _run: office.desk)

    code, copy = saoy("certify", office.paper)

    assert (code, copy["stage"], copy["number"]) == (0, "sealed", 1)
    office.desk.close()


def test_who_signs_must_be_named_where_several_could(saoy: Commands) -> None:
    with saoy.office.desk.unit() as uow:
        second = uow.officers.add(Officer("pao2", "Hoàng Văn Páo Hai", "Chủ tịch", frozenset({Role.CERTIFIER})))
        uow.copies.put_signer(saoy.office.keys.signer(second.id, Purpose.OFFICER))
        uow.commit()

    code, _ = saoy("certify", saoy.office.paper, *TICKED, pins=PINS)
    named, copy = saoy("certify", saoy.office.paper, *TICKED, "--officer", "pao2", pins=PINS)

    assert (code, named, copy["number"]) == (2, 0, 1)
    (made,) = saoy("register")[1]["entries"]
    assert (made["officer"], made["officer_title"]) == ("Hoàng Văn Páo Hai", "Chủ tịch")


def test_a_refusal_is_answered_with_its_file(saoy: Commands) -> None:
    code, answer = saoy("refuse", saoy.office.paper, "--ground", 3, "--ground", 1, "--reason", "có dấu mật")

    assert code == 0
    assert (answer["document"], answer["grounds"]) == (saoy.office.paper, [1, 3])
    assert Path(answer["file"]).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "code", "fault"),
    [
        (("refuse", "1", "--ground", "9"), 3, "certify.ground-unknown"),
        (("refuse", "999", "--ground", "1"), 3, "intake.document-unknown"),
        (("refuse", "1"), 2, None),
        (("void", "1", "--reason", "x"), 3, "register.number-unknown"),
        (("void", "1"), 2, None),
        (("certify", "999"), 3, "intake.document-unknown"),
        (("certify", "one"), 2, None),
        (("certify", "1", "--copies", "0"), 2, None),
        (("register", "--month", "13"), 2, None),
        (("register", "--csv", "a", "--pdf", "b"), 2, None),
        (("register", "--csv", "nowhere/at/all.csv"), 3, "file.missing"),
    ],
)
def test_what_cannot_be_done_is_told_by_code_and_sentence(
    saoy: Commands, words: tuple[str, ...], code: int, fault: str | None
) -> None:
    got, answer = saoy(*words)

    assert got == code
    assert (answer or {}).get("fault") == fault


def test_a_number_made_void_stays_in_the_register_and_has_its_record(saoy: Commands) -> None:
    saoy("certify", saoy.office.paper, *TICKED, pins=PINS)

    code, voided = saoy("void", 1, "--reason", "ký nhầm", "--year", 2026)
    twice, fault = saoy("void", 1, "--reason", "lần nữa")
    again, copy = saoy("certify", saoy.office.paper, *TICKED, pins=PINS)
    _, book = saoy("register")

    assert (code, voided["number"], voided["book"], voided["year"]) == (0, 1, "SCTĐT/BS", 2026)
    assert Path(voided["file"]).read_bytes().startswith(b"%PDF")
    assert (twice, fault["fault"]) == (3, "register.number-void")
    assert (again, copy["number"]) == (0, 2)
    assert [(entry["number"], entry["stage"]) for entry in book["entries"]] == [(1, "void"), (2, "sealed")]
    assert "ký nhầm" in book["entries"][0]["note"]


def test_the_register_answers_with_every_column_and_writes_files(saoy: Commands, tmp_path: Path) -> None:
    saoy("certify", saoy.office.paper, *TICKED, pins=PINS)

    code, book = saoy("register", "--year", 2026)
    for form in ("csv", "xlsx", "pdf"):
        assert saoy("register", f"--{form}", tmp_path / f"book.{form}")[0] == 0
    _, other = saoy("register", "--year", 2025)
    _, month = saoy("register", "--month", 10)

    assert code == 0
    assert (book["book"], book["year"]) == ("SCTĐT/BS", 2026)
    assert book["entries"] == [
        {
            "number": 1, "day": "2026-11-24", "citizen": "Nông Thị Hạnh", "id": "008187004215",
            "title": "Giấy khai sinh", "officer": "Lý Thị Mai", "officer_title": "Phó Chủ tịch UBND xã", "copies": 1,
            "pages": 1, "fee": 2000, "stage": "sealed", "level": "B-LTA", "note": "", "document": saoy.office.paper,
            "dossier": "TAM-261006-0003",
        }
    ]  # fmt: skip
    assert {path.suffix for path in tmp_path.glob("book.*")} == {".csv", ".xlsx", ".pdf"}
    assert other["entries"] == month["entries"] == []


def test_people_read_short_lines_in_their_language(saoy: Commands) -> None:
    saoy("certify", saoy.office.paper, *TICKED, pins=PINS)

    book, english = saoy.plain("register"), saoy.plain("register", "--lang", "en")

    assert "1/ĐT · 24/11/2026 · Nông Thị Hạnh · Giấy khai sinh · Lý Thị Mai · 1 bản · 2.000 đồng" in book
    assert "Book 01/2026-SCTĐT/BS: 1 numbers" in english


def test_who_has_no_part_in_it_is_refused(saoy: Commands) -> None:
    saoy.login = "mien.tt"

    assert saoy("certify", saoy.office.paper, *TICKED, pins=PINS)[1]["fault"] == "access.role-missing"
    assert saoy("register")[0] == 0


def test_what_is_held_shows_the_certified_copy_and_its_file(saoy: Commands) -> None:
    from desk.work.intake import choose_procedure, open_dossier

    office = saoy.office
    before = open_dossier(
        office.desk, office.who(), office.citizen, choose_procedure(office.desk, "1.001776"), agrees=True
    ).dossier.code
    _, plain = saoy("held", "--dossier", before)
    _, copy = saoy("certify", office.paper, *TICKED, pins=PINS)

    _, held = saoy("held", "--dossier", before)
    saoy("void", copy["number"], "--reason", "ký nhầm")
    _, after = saoy("held", "--dossier", before)

    def of(answer: Any) -> Any:  # noqa: ANN401 -- JSON
        return next(item for item in answer["held"] if item["document"] == office.paper)

    finished = office.desk.signatures.verify(Path(of(held)["file"]))
    assert [of(answer)["certified"] for answer in (plain, held, after)] == [False, True, False]
    assert finished.verdict is Verdict.PASSED
    assert of(plain)["file"] == of(after)["file"] != of(held)["file"]
    assert of(held)["verdict"] == "fits"
    with office.desk.unit(reading=True) as uow:
        assert [made.stage for made in uow.copies.of_document(office.paper)] == [CopyStage.VOID]
