"""True copies of administrative documents: their own book, the agency's signature alone, never a certification."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import (
    CopyUnfinished,
    NotAdministrative,
    NumberUnknown,
    OfficerUnknown,
    PartWrong,
    RoleMissing,
    SecrecyMarked,
    SelfCheckFailed,
    SignerUnknown,
    TrueCopyAbsent,
    TrueCopyOfCopy,
)
from desk.model.certification import CertifiedCopy, CopyKind, CopyStage
from desk.model.chain import LineKind
from desk.model.paper import Page
from desk.work.certify import void, void_slip
from desk.work.closing import check_chain, close_day, closing_record
from desk.work.handing import PaperState, handing
from desk.work.leaving import gather
from desk.work.register import export, register
from desk.work.resume import complete_waiting
from desk.work.true_copy import TrueWish, complete_true_copy, fitting_kinds, true_copy
from ocr.page import PageReading
from signing.errors import PinWrong
from signing.report import Verdict
from signing.values import Level
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.office import draw_paper
from tests.fakes.signing import SEAL_PIN

DOSSIER = "TAM-261006-0003"


class Registry(CertifyingOffice):
    """The office with an administrative document of three pages among its papers."""

    def __init__(self, home: Path, *, rehearsal: bool = False) -> None:
        super().__init__(home, rehearsal=rehearsal)
        self.change(kind="van_ban_hanh_chinh", title="Quyết định")
        with self.desk.unit() as uow:
            (first,) = uow.documents.pages(self.paper)
            reading = PageReading(620, 877, 75.0, 0, 0.0, blank=False, words=(), text="")
            uow.documents.update_page(replace(first, reading=reading))
            for place in (2, 3):
                picture = home / f"more-{place}.png"
                draw_paper(f"TRANG {place}").save(picture)
                digest = self.desk.store.put_file(picture)
                uow.documents.add_page(Page(self.paper, place, digest, "image/png", 620, 877, 75.0, reading=reading))
            uow.commit()

    def change(self, **facts: object) -> None:
        with self.desk.unit() as uow:
            document = uow.documents.get(self.paper)
            assert document is not None
            uow.documents.update(replace(document, **facts))  # type: ignore[arg-type]  # names and values of a test
            uow.commit()

    def make(self, kind: CopyKind = CopyKind.SAO_Y, login: str = "mien.tt", **more: object) -> CertifiedCopy:
        wish = TrueWish(self.paper, kind, **more)  # type: ignore[arg-type]  # as above
        return true_copy(self.desk, self.who(login), wish, SEAL_PIN)


@pytest.fixture
def office(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "office")


def test_the_agency_alone_signs_and_the_copy_is_finished_in_a_book_of_its_own(office: Registry) -> None:
    certified = office.certified(office.papers[1])

    copy = office.make()

    assert (copy.stage, copy.level, copy.number, copy.book) == (CopyStage.SEALED, Level.LTA, 1, "SVB")
    assert (copy.officer, copy.fee, copy.signed) == ("Lý Thị Mai", 0, None)
    assert (certified.book, certified.number) == ("SCTĐT/BS", 1)
    assert office.room.done[-3:] == ["lay", "sign-alone", "verify"]
    assert office.keys.officer.sent == ["246810"]
    assert office.keys.seal.sent == [SEAL_PIN], "one login serves both"


def test_doing_it_again_takes_no_second_number_and_signs_nothing(office: Registry) -> None:
    first = office.make()
    steps = list(office.room.done)

    again = office.make()

    assert again == first
    assert office.room.done == steps


def test_another_receiver_has_a_copy_with_a_number_of_its_own(office: Registry) -> None:
    first = office.make()
    school = office.make(receiver="Trường THCS Thượng Lâm")

    again = office.make(receiver="Trường  THCS Thượng Lâm")

    assert (first.number, school.number, again) == (1, 2, school)
    assert school.requester == "Trường THCS Thượng Lâm"


def test_another_copy_is_made_besides_a_number_and_the_same_wish_finds_it_again(office: Registry) -> None:
    first = office.make()

    more = [office.make(besides=1), office.make(besides=1)]

    assert [one.number for one in (first, *more)] == [1, 2, 2]
    with pytest.raises(NumberUnknown):
        office.make(besides=7)


def test_the_three_kinds_share_the_numbers_of_one_book(office: Registry) -> None:
    full = office.make()
    part = office.make(CopyKind.TRICH_SAO, pages=(1, 3))
    other = office.make(CopyKind.TRICH_SAO, pages=(2,))
    office.change(copy_mark=True)
    copied = office.make(CopyKind.SAO_LUC)

    book = register(office.desk, office.who(), book="SVB")

    assert [one.number for one in (full, part, other, copied)] == [1, 2, 3, 4]
    assert [entry.written for entry in book.entries] == ["1/SY", "2/TrS", "3/TrS", "4/SL"]
    assert (part.pages, part.note) == (2, "Trích các trang 1, 3")
    assert part.source != full.source
    assert book.name == "01/2026-SVB"


def test_a_citizens_paper_is_certified_and_no_true_copy_is_made_of_it(office: Registry) -> None:
    office.change(kind="bang_cap")

    with pytest.raises(NotAdministrative):
        office.make()

    assert register(office.desk, office.who(), book="SVB").entries == ()


def test_sao_luc_is_made_of_a_sao_y_and_the_others_of_an_original(office: Registry) -> None:
    with pytest.raises(TrueCopyAbsent):
        office.make(CopyKind.SAO_LUC)
    assert office.make(CopyKind.SAO_LUC, of_true_copy=True).stage is CopyStage.SEALED

    office.change(copy_mark=True)
    for kind, pages in ((CopyKind.SAO_Y, ()), (CopyKind.TRICH_SAO, (1,))):
        with pytest.raises(TrueCopyOfCopy):
            office.make(kind, pages=pages)


@pytest.mark.parametrize("pages", [(), (1, 2, 3), (0,), (4,), (2, 1), (1, 1)])
def test_trich_sao_is_a_part_of_the_pages_in_their_order(office: Registry, pages: tuple[int, ...]) -> None:
    with pytest.raises(PartWrong):
        office.make(CopyKind.TRICH_SAO, pages=pages)

    with pytest.raises(PartWrong):
        office.make(CopyKind.SAO_Y, pages=(1,))


def test_what_fits_a_paper_is_told_before_anything_is_taken(office: Registry) -> None:
    with office.desk.unit(reading=True) as uow:
        document = uow.documents.get(office.paper)
    assert document is not None
    day = office.desk.clock.now().date()

    assert fitting_kinds(document, 3, day) == (CopyKind.SAO_Y, CopyKind.SAO_LUC, CopyKind.TRICH_SAO)
    assert fitting_kinds(document, 1, day) == (CopyKind.SAO_Y, CopyKind.SAO_LUC)
    assert fitting_kinds(replace(document, copy_mark=True), 3, day) == (CopyKind.SAO_LUC,)
    assert fitting_kinds(replace(document, kind="khai_sinh"), 3, day) == ()
    assert fitting_kinds(replace(document, secrecy="MẬT"), 3, day) == ()


def test_a_secret_paper_is_not_copied(office: Registry) -> None:
    office.change(secrecy="MẬT")

    with pytest.raises(SecrecyMarked):
        office.make()


def test_who_decides_may_certify_and_whoever_seals_has_the_token(office: Registry) -> None:
    with pytest.raises(RoleMissing):
        office.make(decided_by="pao.hv")
    with pytest.raises(OfficerUnknown):
        office.make(decided_by="nobody")
    with pytest.raises(SignerUnknown):
        office.make(seal="pao.hv")

    assert office.make(decided_by="mai.lt", login="pao.hv").officer == "Lý Thị Mai"


def test_a_wrong_pin_is_sent_once_and_the_number_stays(office: Registry) -> None:
    wish = TrueWish(office.paper, CopyKind.SAO_Y)

    with pytest.raises(PinWrong):
        true_copy(office.desk, office.who("mien.tt"), wish, "000000")
    kept = register(office.desk, office.who(), book="SVB").entries
    copy = office.make()

    assert office.keys.seal.sent == ["000000", SEAL_PIN]
    assert [entry.number for entry in kept] == [1]
    assert (copy.number, copy.stage) == (1, CopyStage.SEALED)


def test_without_a_time_stamp_it_waits_and_is_finished_without_a_pin(office: Registry) -> None:
    office.room.tsa = False

    waits = office.make()
    with pytest.raises(CopyUnfinished), office.desk.unit(reading=True) as uow:
        gather(uow, DOSSIER)
    office.room.tsa = True
    done = complete_true_copy(office.desk, office.who("mien.tt"), waits.id)

    assert (waits.stage, waits.level) == (CopyStage.WAITING, Level.B)
    assert (done.stage, done.number) == (CopyStage.SEALED, waits.number)


def test_resuming_finishes_it_too(office: Registry) -> None:
    office.room.tsa = False
    waits = office.make()
    office.room.tsa = True

    complete_waiting(office.desk, office.who())

    assert office.copy(waits.id).stage is CopyStage.SEALED


def test_one_that_does_not_verify_stays_in_the_office(office: Registry) -> None:
    office.room.verdict = Verdict.FAILED

    with pytest.raises(SelfCheckFailed):
        office.make()

    (entry,) = register(office.desk, office.who(), book="SVB").entries
    assert entry.stage is CopyStage.WAITING


def test_it_leaves_beside_its_paper_under_its_own_name(office: Registry) -> None:
    copy = office.make()

    with office.desk.unit(reading=True) as uow:
        contents = gather(uow, DOSSIER)
    lines = handing(office.desk, DOSSIER)

    mine = [paper for paper in contents.papers if paper.document.id == office.paper]
    assert [(paper.true is not None, paper.copy) for paper in mine] == [(False, None), (True, None)]
    assert mine[1].digest == copy.file
    assert mine[1].name.endswith("-sao-y-so-1.pdf")
    assert contents.entries == ()
    assert [(line.state, line.file) for line in lines.papers if line.copy is not None] == [
        (PaperState.READY, mine[1].name)
    ]


def test_a_number_made_void_stays_in_its_book_and_frees_the_paper_for_another(office: Registry, tmp_path: Path) -> None:
    first = office.make()

    voided = void(office.desk, office.who(), 1, "Sao nhầm văn bản", book="SVB")
    second = office.make()
    book = export(office.desk, office.who(), "SVB", None, "csv", tmp_path / "book.csv")

    assert (voided.id, voided.stage) == (first.id, CopyStage.VOID)
    assert void_slip(office.desk, voided).is_file()
    assert second.number == 2
    text = (tmp_path / "book.csv").read_text("utf-8-sig")
    assert text.startswith('"Số, ký hiệu bản sao"')
    assert [entry.void for entry in book.entries] == [True, False]


def test_its_chain_and_its_closings_are_those_of_its_own_book(office: Registry) -> None:
    office.certified(office.papers[1])
    office.make()
    office.make(CopyKind.TRICH_SAO, pages=(1,))

    closed = close_day(office.desk, office.who(), "SVB")

    with office.desk.unit(reading=True) as uow:
        lines = uow.chains.lines("SVB", 2026)
    assert (closed.numbers, closed.copies, closed.fee) == (2, 2, 0)
    assert {line.facts["kind"] for line in lines if line.kind is LineKind.ENTRY} == {"sao-y", "trich-sao"}
    assert check_chain(office.desk, office.who(), book="SVB") == (len(lines), None)
    assert check_chain(office.desk, office.who())[1] is None
    record = closing_record(office.desk, closed)
    told = subprocess.run(["pdftotext", "-layout", str(record), "-"], capture_output=True, text=True, check=True).stdout
    assert "2 số, từ số 1/SY đến số 2/TrS" in told


def test_the_journal_tells_of_a_true_copy_and_of_no_certification(office: Registry) -> None:
    office.make()

    with office.desk.unit(reading=True) as uow:
        kinds = [line.event.kind.value for line in uow.journal.entries(limit=10_000)]

    assert kinds[-3:] == ["true-copy.numbered", "certify.copy-sealed", "certify.copy-finished"]


def test_a_rehearsal_says_so_in_the_words_of_the_signature(tmp_path: Path) -> None:
    office = Registry(tmp_path / "office", rehearsal=True)

    copy = office.make()

    laid = office.desk.store.get(copy.prepared or "")
    assert b"DI\\u1ec4N T\\u1eacP" in laid
    assert b"SAO Y" in laid
