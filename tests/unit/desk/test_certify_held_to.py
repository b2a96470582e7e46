"""What was compared is what is certified: no other bytes, no other reading, no paper that went away meanwhile."""

from dataclasses import replace

import pytest

from desk.errors import ComparisonMissing, CopyStageWrong, DossierClosed, ObjectChanged, SecrecyMarked
from desk.model.certification import CopyStage
from desk.model.dossier import DossierState
from desk.work.certify import Wish, sign_copy, take_number, void
from desk.work.intake import one
from desk.work.review import remove_document
from tests.fakes.certifying import COMPARED, CertifyingOffice
from tests.fakes.signing import OFFICER_PIN


def test_a_picture_that_was_changed_on_the_disk_is_not_signed(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))
    file = office.desk.store.path(copy.source)
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    with pytest.raises(ObjectChanged):
        sign_copy(office.desk, office.who(), copy.id, OFFICER_PIN)

    assert office.copy(copy.id).stage is CopyStage.NUMBERED


def test_a_paper_read_anew_since_it_was_compared_gets_no_number(office: CertifyingOffice) -> None:
    seen = replace(COMPARED, source="0" * 64)

    with pytest.raises(ComparisonMissing):
        take_number(office.desk, office.who(), Wish(office.paper, seen))


def test_a_paper_found_secret_after_its_number_was_taken_is_not_signed(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        uow.documents.update(replace(document, secrecy="mat"))
        uow.commit()

    with pytest.raises(SecrecyMarked):
        sign_copy(office.desk, office.who(), copy.id, OFFICER_PIN)


def test_nothing_is_certified_for_a_dossier_that_was_handed_over(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        uow.dossiers.update(replace(one(uow, "TAM-261006-0003"), state=DossierState.HANDED_OVER))
        uow.commit()

    with pytest.raises(DossierClosed):
        take_number(office.desk, office.who(), Wish(office.paper, COMPARED))


def test_a_paper_with_a_number_stays_out_of_the_tray_until_the_number_is_void(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))

    with pytest.raises(CopyStageWrong):
        remove_document(office.desk, office.who(), office.paper)
    void(office.desk, office.who(), copy.number, "Ghi nhầm giấy")
    remove_document(office.desk, office.who(), office.paper)


def test_a_number_made_void_twice_for_the_same_reason_is_void_once(office: CertifyingOffice) -> None:
    copy = office.certified()

    first = void(office.desk, office.who(), copy.number, "Ghi nhầm giấy")
    again = void(office.desk, office.who(), copy.number, "Ghi nhầm giấy")

    assert again == first
    assert office.kinds().count("certify.copy-voided") == 1
