"""What every `Index` owes those who search: found with and without marks, the exact first, no query breaks it."""

import time
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.model.people import Citizen
from desk.ports import Index, UnitOfWork
from desk.store import fulltext
from ocr.vietnamese import canon, compose, fold
from tests.fakes.memory import Start, begin, fresh_memory, paper
from tests.fakes.server import server_memory

MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưy" for mark in MARKS]
LETTERS = [letter for letter in [*SMALL, "đ"] if letter not in "aeiouy"]
MARKED = LETTERS + [letter.upper() for letter in LETTERS]


class Cabinet:
    """An index with papers in it, inside one unit that is never committed."""

    def __init__(self, uow: UnitOfWork, start: Start) -> None:
        self.uow, self.start = uow, start
        self.index: Index = uow.index

    def put(self, body: str = "", title: str = "", people: str = "", citizen: int | None = None) -> int:
        """Add a paper and index it; return its id."""
        start = self.start if citizen is None else replace(self.start, citizen=self.uow.citizens.get(citizen))
        document = self.uow.documents.add(paper(start, f"{time.monotonic_ns()}"))
        self.index.put(document.id, title, people, body)
        return document.id

    def found(self, words: str) -> list[int]:
        """Return the ids found, best first."""
        return [hit.document_id for hit in self.index.find(words)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index") / "office"


@pytest.fixture(scope="module", params=["file", "server"])
def uows(request: pytest.FixtureRequest, home: Path) -> Iterator[object]:
    if request.param == "file":
        memory = fresh_memory(home)
    else:
        memory = server_memory(request.getfixturevalue("server"), home.parent / "objects")
    yield memory.unit
    memory.close()


@pytest.fixture
def cabinet(uows: object) -> Iterator[Cabinet]:
    assert callable(uows)
    with uows() as uow:
        yield Cabinet(uow, begin(uow))


def test_all_134_marked_letters_are_tried() -> None:
    assert len(MARKED) == len(set(MARKED)) == 134


def test_every_marked_letter_is_found_however_it_was_typed_and_however_it_was_read(cabinet: Cabinet) -> None:
    words = {letter: f"x{letter}z{number:03}" for number, letter in enumerate(MARKED)}
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    places = {
        (letter, form): cabinet.put(body=f"tờ khai {unicodedata.normalize(form, word)} ngày")
        for letter, word in words.items()
        for form in forms
    }

    missed = [
        typed
        for letter, word in words.items()
        for typed in (word, unicodedata.normalize("NFD", word), fold(word), word.lower(), word.upper())
        if set(cabinet.found(typed)) != {places[letter, form] for form in forms}
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("old", "new"), [("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("Thuỷ", "Thủy"), ("hoạ", "họa")]
)
def test_both_places_of_the_tone_are_the_exact_word(cabinet: Cabinet, old: str, new: str) -> None:
    one, other = cabinet.put(body=f"bà {old} đến"), cabinet.put(body=f"bà {new} đến")
    plain = cabinet.put(body=f"bà {fold(old)} đến")

    assert set(cabinet.found(old)[:2]) == set(cabinet.found(new)[:2]) == {one, other}
    assert cabinet.found(old)[2:] == [plain]


syllables = st.sampled_from(["hòa", "hoa", "hoá", "bình", "binh", "đức", "dục", "duc", "ước", "ngọc", "lạng", "lang"])
phrases = st.lists(syllables, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=phrases, other=phrases, column=st.sampled_from(["body", "title", "people"]))
def test_the_marks_that_were_typed_stand_above_the_same_letters_without(
    cabinet: Cabinet, asked: str, other: str, column: str
) -> None:
    same_letters = " ".join(fold(word) for word in asked.split())
    exact = cabinet.put(body=f"giấy {asked} {other} ngày")
    texts = {"body": "", "title": "", "people": "", column: f"giấy {same_letters} ngày"}
    folded = cabinet.put(texts["body"], texts["title"], texts["people"])

    order = cabinet.found(asked)

    assert exact in order
    if canon(asked) != same_letters and same_letters not in canon(f"{asked} {other}"):
        assert order.index(exact) < order.index(folded)


def test_titles_and_people_stand_above_text_and_new_papers_above_old(cabinet: Cabinet) -> None:
    text = cabinet.put(body="giấy chứng sinh của cháu")
    title = cabinet.put(title="Giấy chứng sinh")
    newer = cabinet.put(title="Giấy chứng sinh")

    assert cabinet.found("giấy chứng sinh") == [newer, title, text]


def test_words_side_by_side_stand_above_words_apart(cabinet: Cabinet) -> None:
    together = cabinet.put(body="cấp giấy xác nhận tình trạng hôn nhân")
    apart = cabinet.put(body="nhận tiền; hôn mê; tình hình; trạng thái")

    assert cabinet.found("tinh trang hon nhan") == [together, apart]


def test_the_last_word_may_be_unfinished(cabinet: Cabinet) -> None:
    found = cabinet.put(people="Nguyễn Thị Phượng 008187004215")

    assert cabinet.found("nguyen thi phu") == cabinet.found("Phượn") == cabinet.found("0081870") == [found]
    assert cabinet.found("ngu thi phuong") == []


def test_all_words_must_be_there(cabinet: Cabinet) -> None:
    cabinet.put(body="giấy khai sinh")

    assert cabinet.found("giấy khai tử") == []


# -- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["123/QĐ-UBND", "123/qd-ubnd", "123 / QĐ - UBND", "0123/QĐ–UBND", "số 123/QĐ-UBND", "123/QĐ", "123/QĐ-UB"],
)
def test_a_paper_is_found_by_its_number(cabinet: Cabinet, typed: str) -> None:
    paper_itself = cabinet.put(title="Quyết định 123/QĐ-UBND 2024-05-06", body="Số: 123 /QĐ-UBND")
    cabinet.put(body="căn cứ điểm 123 của QĐ nọ, UBND xã")

    assert cabinet.found(typed)[0] == paper_itself


def test_a_paper_of_that_number_stands_above_those_that_cite_it(cabinet: Cabinet) -> None:
    itself = cabinet.put(title="Quyết định 45/QĐ-UBND", body="ban hành quy chế")
    citing = cabinet.put(title="Tờ trình 9/TTr-UBND", body="Căn cứ Quyết định số 45/QĐ-UBND ngày 01/02/2024")

    assert cabinet.found("45/QĐ-UBND") == [itself, citing]


def test_a_number_is_found_behind_any_number_of_newer_papers_of_the_same_words(cabinet: Cabinet) -> None:
    itself = cabinet.put(title="Quyết định 7/QĐ-UBND")
    for number in range(420):
        cabinet.put(title=f"Quyết định {number + 100}/QĐ-UBND", body="điểm 7, UBND")

    assert cabinet.found("7/QĐ-UBND")[0] == itself


def test_a_date_is_no_number(cabinet: Cabinet) -> None:
    on_the_day = cabinet.put(body="ngày 03/01/1962 tại xã")
    cabinet.put(title="3/01-1962")

    assert on_the_day in cabinet.found("03/01/1962")


# -- what is shown ----------------------------------------------------------------------------------------------------

texts = st.text(alphabet="aáàăđêộơ ưyĐỨ\u0301\n\t.,/-1x", max_size=600)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=texts, after=texts)
def test_a_snippet_is_cut_from_the_text_as_it_stands_and_shows_the_match(
    cabinet: Cabinet, before: str, after: str
) -> None:
    body = f"{before} Nguyễn Đức Hoà {after}"
    found = cabinet.put(body=body)

    hit = next(hit for hit in cabinet.index.find("nguyen duc hoa") if hit.document_id == found)

    flat = " ".join(compose(body).split())
    assert len(hit.snippet) <= 160
    assert "Nguyễn Đức Hoà" in hit.snippet
    assert hit.snippet.strip("…").strip() in flat


def test_a_match_in_the_title_alone_is_shown_from_the_title(cabinet: Cabinet) -> None:
    cabinet.put(title="Giấy chứng tử", body="người chết: không rõ")

    assert cabinet.index.find("chứng tử")[0].snippet == "Giấy chứng tử"


# -- order in the cabinet ---------------------------------------------------------------------------------------------


def test_a_paper_put_again_is_found_by_its_new_words_alone(cabinet: Cabinet) -> None:
    document = cabinet.put(title="Quyết định 8/QĐ-UBND", body="đường cũ")

    cabinet.index.put(document, "Quyết định 9/QĐ-UBND", "", "đường mới")

    assert cabinet.found("đường mới") == cabinet.found("9/QĐ-UBND") == [document]
    assert cabinet.found("đường cũ") == cabinet.found("8/QĐ-UBND") == []


def test_a_paper_taken_out_is_not_found(cabinet: Cabinet) -> None:
    document = cabinet.put(title="Quyết định 8/QĐ-UBND", body="giấy mật")

    cabinet.index.remove(document)

    assert cabinet.found("giấy mật") == cabinet.found("8/QĐ-UBND") == []


def test_a_search_may_be_for_one_person_only(cabinet: Cabinet) -> None:
    other = cabinet.uow.citizens.add(Citizen("Vàng A Dơ")).id
    cabinet.put(title="Giấy khai sinh 1/2020")
    theirs = cabinet.put(title="Giấy khai sinh 1/2020", citizen=other)

    for words in ("khai sinh", "1/2020"):
        assert [hit.document_id for hit in cabinet.index.find(words, citizen_id=other)] == [theirs]


def test_no_more_are_given_than_asked_for(cabinet: Cabinet) -> None:
    for _ in range(5):
        cabinet.put(body="giấy khai sinh")

    assert len(cabinet.index.find("khai sinh", limit=3)) == 3


# -- what is typed ----------------------------------------------------------------------------------------------------

HOSTILE = [
    '"', "AND", "OR", "NOT", "NEAR(", "NEAR(a b, 2)", "col:a", "title:khai", "*", "-a", "'", "(", ")", "{a b}:", "\x00",
    "a\x00b", "^khai", "khai +sinh", "khai AND", '"khai', "khai*", "%", "_", ";DROP TABLE document", "a" * 5000,
    "khai " * 500, "\udcff", "🙂", "ʼ", "\u0301", "_ _", "1/", "/1", "1/a" * 90, "٣/ab", "\\", "--", "＂khai＂",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_signs_of_the_database_are_only_letters_here(cabinet: Cabinet, words: str) -> None:
    cabinet.put(title="Giấy khai sinh 1/2020", body="and or not near title a b")

    assert isinstance(cabinet.index.find(words), list)
    assert cabinet.found("khai sinh") != []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=250), body=st.text(max_size=300))
def test_nothing_that_can_be_typed_or_read_breaks_the_search(cabinet: Cabinet, words: str, body: str) -> None:
    cabinet.put(body=body, title=words)

    for hit in cabinet.index.find(words):
        assert len(hit.snippet) <= 160


def test_signs_around_a_word_do_not_hide_it(cabinet: Cabinet) -> None:
    found = cabinet.put(body="giấy khai sinh")

    for words in ('"khai sinh"', "khai-sinh", "(khai) sinh*", "khai:sinh", "'khai' sinh!"):
        assert cabinet.found(words) == [found]


def test_a_search_that_takes_too_long_ends_with_what_came_by_then(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        cabinet.put(body=f"giấy khai sinh {number}")
    monkeypatch.setattr(fulltext, "_PATIENCE_S", -1.0)
    monkeypatch.setattr(fulltext, "_LOOK_EVERY", 50)

    ended = cabinet.found("giay khai sinh")

    monkeypatch.undo()
    assert len(ended) < len(cabinet.found("giay khai sinh"))
