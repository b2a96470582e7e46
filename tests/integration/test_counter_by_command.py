"""What a clerk does at the counter with a mouse, by command: each answers with what it did, in words and as JSON."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.model.events import Kind
from desk.model.paper import Stage
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.commands import Commands, commands_over

HELD = "TAM-261006-0003"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CertifyingOffice]:
    made = CertifyingOffice(tmp_path_factory.mktemp("counter") / "office")
    yield made
    made.desk.close()


@pytest.fixture
def saoy(
    office: CertifyingOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    return commands_over(office, monkeypatch, capsys)


@pytest.fixture
def dossier(saoy: Commands) -> str:
    """Return a new dossier of the person whose papers are held."""
    code, opened = saoy("open", "--citizen", _number(saoy), "--procedure", "1.001776")
    assert code == 0
    return str(opened["dossier"])


def _number(saoy: Commands) -> str:
    number = saoy.office.citizen.personal_id
    assert number is not None
    return number.number


def test_a_dossier_is_told_with_the_numbers_that_other_commands_ask_for(saoy: Commands, dossier: str) -> None:
    code, seen = saoy("dossier", dossier)
    _, listed = saoy("dossier")

    assert code == 0
    assert (seen["dossier"], seen["citizen"]) == (dossier, "Nông Thị Hạnh")
    assert [part["component"] for part in seen["components"]] == list(range(1, len(seen["components"]) + 1))
    assert dossier in [one["dossier"] for one in listed["dossiers"]]
    assert dossier in saoy.plain("dossier", dossier)


def test_a_few_letters_lead_to_people_dossiers_and_procedures_with_numbers_masked(saoy: Commands, dossier: str) -> None:
    code, found = saoy("look-up", "nong", "thi", "hanh")
    _, by_code = saoy("look-up", dossier[-9:])
    _, by_letters = saoy("look-up", "tcxhht")

    assert code == 0
    assert found["people"][0] == {"citizen": saoy.office.citizen.id, "name": "Nông Thị Hạnh", "number": "008******215"}
    assert dossier in [one["dossier"] for one in found["dossiers"]]
    assert [one["dossier"] for one in by_code["dossiers"]] == [dossier]
    assert by_letters["procedures"][0]["procedure"] == "1.001776"
    assert "008187004215" not in saoy.plain("look-up", "hanh")


def test_consent_is_given_and_withdrawn(saoy: Commands, dossier: str) -> None:
    told = []
    for answer in ("yes", "no"):
        code, _ = saoy("consent", dossier, answer)
        told.append((code, saoy("dossier", dossier)[1]["agrees"]))

    assert told == [(0, True), (0, False)]


def test_a_reuse_is_taken_back_by_its_number(saoy: Commands, dossier: str) -> None:
    saoy("consent", dossier, "yes")
    _, held = saoy("held", "--dossier", dossier)
    fit = next(one for one in held["held"] if one["verdict"] != "no" and one["component"])
    code, made = saoy("reuse", fit["document"], "--dossier", dossier, "--component", fit["component"])
    assert code == 0, made
    before = _reuse_of(saoy, dossier, fit["component"])
    assert before is not None

    code, undone = saoy("undo-reuse", before)

    assert (code, undone) == (0, {"reuse": made["reuse"], "undone": True})
    assert (before, _reuse_of(saoy, dossier, fit["component"])) == (made["reuse"], None)


def _reuse_of(saoy: Commands, dossier: str, component: int) -> int | None:
    _, seen = saoy("dossier", dossier)
    found: int | None = next(one["reuse"] for one in seen["components"] if one["component"] == component)
    return found


def test_a_paper_goes_into_the_tray_and_comes_out(saoy: Commands) -> None:
    paper = saoy.office.papers[2]

    removed = saoy("remove", paper)
    restored = saoy("remove", paper, "--undo")

    assert removed == (0, {"document": paper, "stage": "removed"})
    assert (restored[0], restored[1]["stage"]) == (0, "confirmed")


def test_a_kind_nobody_knows_is_wrong_usage_and_the_known_ones_are_told(saoy: Commands) -> None:
    code, said = saoy("kind", saoy.office.papers[3], "khong_co")

    assert (code, said) == (2, None)
    assert "khai_sinh" in saoy.heard


def test_a_preview_takes_no_number(saoy: Commands, tmp_path: Path) -> None:
    code, laid = saoy("preview", saoy.office.paper, tmp_path / "seen.pdf")

    assert (code, laid["file"]) == (0, str(tmp_path / "seen.pdf"))
    assert (tmp_path / "seen.pdf").read_bytes().startswith(b"%PDF-")
    with saoy.office.desk.unit(reading=True) as uow:
        assert uow.copies.of_document(saoy.office.paper) == []


def test_a_receipt_can_be_had_again(saoy: Commands, dossier: str) -> None:
    code, slip = saoy("receipt", dossier)

    assert code == 0
    assert Path(slip["receipt"]).read_bytes().startswith(b"%PDF-")


def test_people_are_found_with_their_numbers_masked(saoy: Commands) -> None:
    code, found = saoy("citizens", "nong thi hanh")

    assert code == 0
    assert found["citizens"][0]["name"] == "Nông Thị Hạnh"
    assert _number(saoy) not in saoy.heard


def _password(text: str) -> str:
    reading, writing = os.pipe()
    os.write(writing, f"{text}\n".encode())
    os.close(writing)
    return str(reading)


def test_an_account_is_given_changed_and_closed_by_an_administrator_alone(saoy: Commands) -> None:
    words = ("officer", "add", "tam.nt", "--name", "Nguyễn Thị Tâm", "--role", "reception")
    saoy.login = "mai.lt"
    refused, _ = saoy(*words)
    saoy.login = _admin(saoy)

    code, added = saoy(*words, "--password-fd", _password("mật khẩu dài"))
    again, _ = saoy(*words)
    _, changed = saoy("officer", "change", "tam.nt", "--title", "Công chức", "--role", "seal")
    _, closed = saoy("officer", "change", "tam.nt", "--close")
    last, _ = saoy("officer", "change", saoy.login, "--role", "reception")

    assert (refused, code, again, last) == (3, 0, 3, 3)
    assert (added["roles"], changed["roles"], changed["title"]) == (["reception"], ["seal"], "Công chức")
    assert closed["active"] is False
    assert "mật khẩu dài" not in saoy.heard
    with saoy.office.desk.unit(reading=True) as uow:
        kinds = [line.event.kind for line in uow.journal.entries(limit=10_000)]
    assert (kinds.count(Kind.OFFICER_ADDED), kinds.count(Kind.OFFICER_CHANGED)) == (1, 2)


@pytest.mark.parametrize("given", ["", "99"], ids=["an empty line", "no stream"])
def test_an_account_whose_password_cannot_be_read_is_not_made_without_one(saoy: Commands, given: str) -> None:
    saoy.login = _admin(saoy)

    words = ("officer", "add", "ho.tv", "--name", "Triệu Văn Hồ", "--role", "reception")
    code, _ = saoy(*words, "--password-fd", given or _password(""))
    _, listed = saoy("officer", "list")

    assert code == 2
    assert "ho.tv" not in [one["login"] for one in listed["officers"]]


def _admin(saoy: Commands) -> str:
    _, listed = saoy("officer", "list")
    (login,) = [one["login"] for one in listed["officers"] if "admin" in one["roles"]]
    return str(login)


def test_a_page_that_is_not_there_is_not_turned(saoy: Commands) -> None:
    code, said = saoy("turn", saoy.office.papers[3], 99, 90)

    assert (code, said["fault"]) == (3, "intake.document-unknown")


def test_books_are_marked_by_command_before_they_begin(saoy: Commands) -> None:
    saoy.login = _admin(saoy)

    code, told = saoy("book", "--symbol", "SCT-TL", "--year", 2027, "--lookup", "https://tracuu.example.vn")

    assert (code, told["lookup"]) == (0, "https://tracuu.example.vn")
    assert [(one["year"], one["symbol"]) for one in told["books"]][:2] == [(2026, "SCTĐT/BS"), (2027, "SCT-TL")]


def test_a_kind_said_by_command_is_the_papers_kind(saoy: Commands) -> None:
    paper = saoy.office.papers[3]

    code, told = saoy("kind", paper, "don_to_khai")

    with saoy.office.desk.unit(reading=True) as uow:
        document = uow.documents.get(paper)
    assert document is not None
    assert (code, told["kind"]) == (0, "don_to_khai")
    assert (document.kind, document.title) == ("don_to_khai", told["title"])


def test_a_page_turned_by_command_stays_turned_and_its_paper_is_read_again(saoy: Commands) -> None:
    paper = saoy.office.papers[3]

    code, told = saoy("turn", paper, 1, 270)

    with saoy.office.desk.unit(reading=True) as uow:
        document, (page,) = uow.documents.get(paper), uow.documents.pages(paper)
    assert document is not None
    assert (code, told["document"], told["page"], told["turned"]) == (0, paper, 1, 270)
    assert (page.turn, page.reading is not None, document.stage) == (270, True, Stage.READ)


def test_the_newest_act_of_a_dossier_is_taken_back_and_done_again(saoy: Commands, dossier: str) -> None:
    saoy("shown", dossier, "--component", 4)
    _, told = saoy("undo", "--dossier", dossier, "--list")
    code, undone = saoy("undo", "--dossier", dossier)
    hidden = saoy("dossier", dossier)[1]["components"][3]["shown"]
    again = saoy("undo", "--deed", undone["deed"], "--again")
    _, listed = saoy("undo", "--dossier", dossier, "--list")
    first = told["deeds"][0]

    assert (first["act"], first["words"], first["back"]) == ("shown", "Đánh dấu mục 4 đã xuất trình", True)
    assert (code, undone["act"], undone["undone"], hidden) == (0, "shown", True, False)
    assert (again[0], again[1]["undone"], listed["deeds"][0]["undone"]) == (0, False, False)
    assert "Đánh dấu mục 4" in saoy.plain("undo", "--dossier", dossier, "--list")


def test_where_nothing_was_done_there_is_nothing_to_take_back_and_it_is_said_so(saoy: Commands, dossier: str) -> None:
    code, told = saoy("undo", "--dossier", dossier)

    assert (code, told["fault"]) == (3, "undo.nothing")


def test_what_was_accepted_is_kept_and_let_go_by_command(saoy: Commands) -> None:
    document = saoy.office.papers[0]

    code, kept = saoy("draft", document, "--set", "ho_ten=Nông Thị Hạnh", "--set", "dan_toc=Tày")
    _, dropped = saoy("draft", document, "--drop", "dan_toc")

    assert (code, kept["drafts"]) == (0, {"ho_ten": "Nông Thị Hạnh", "dan_toc": "Tày"})
    assert dropped["drafts"] == {"ho_ten": "Nông Thị Hạnh"}
    assert saoy("draft", document, "--set", "ho_ten")[0] == 2
