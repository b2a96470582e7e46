"""A certified copy at the next visit: as good as confirmed, offered by name, used again with nothing scanned."""

from dataclasses import replace
from datetime import date

import pytest

from desk.errors import ReuseRefused
from desk.model.paper import Stage
from desk.model.procedure import Component, Form, Need
from desk.model.reuse import Held, Outcome, judge
from desk.work.certify import void
from desk.work.counter import counter
from desk.work.intake import choose_procedure, open_dossier
from desk.work.packs import load_rules
from desk.work.reuse import held, reuse
from tests.fakes.certifying import CertifyingOffice

DAY = date(2026, 11, 24)
RULES = load_rules()
ANY = Component(1, "Giấy tờ khác", Need.HAND_IN)
BIRTH = Component(2, "Giấy khai sinh", Need.HAND_IN, ("khai_sinh",))


def reopened(office: CertifyingOffice) -> str:
    procedure = choose_procedure(office.desk, "1.001776")
    return open_dossier(office.desk, office.who(), office.citizen, procedure, agrees=True).dossier.code


def unconfirmed(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        uow.documents.update(replace(document, stage=Stage.READ, confirmed_by=None, confirmed_at=None))
        uow.commit()


def test_a_certified_paper_of_unknown_kind_serves_where_any_kind_does_with_a_warning() -> None:
    unknown = Held(1, None, certified=True, confirmed=True)

    assert judge(ANY, unknown, DAY, RULES).outcome is Outcome.WARNING
    assert judge(ANY, unknown, DAY, RULES).reason == "no-rule"
    assert judge(BIRTH, unknown, DAY, RULES).reason == "other-kind"
    assert judge(ANY, replace(unknown, certified=False), DAY, RULES).reason == "other-kind"


def test_what_must_be_certified_is_served_by_a_certified_copy_alone() -> None:
    asked = replace(BIRTH, form=Form.CERTIFIED)
    paper = Held(1, "khai_sinh", certified=False, confirmed=True)

    assert judge(asked, paper, DAY, RULES).reason == "certified-asked"
    assert judge(asked, replace(paper, certified=True), DAY, RULES).reason == "fits-certified"


def test_a_paper_nobody_confirmed_fits_once_it_is_certified(office: CertifyingOffice) -> None:
    unconfirmed(office)
    code = reopened(office)

    def offer() -> tuple[str, bool]:
        found = next(o for o in held(office.desk, office.who(), code) if o.document.id == office.paper)
        return found.verdict.reason, found.certified

    before = offer()
    office.certified()
    certified = offer()
    void(office.desk, office.who(), 1, "ký nhầm")

    assert before == ("unconfirmed", False)
    assert certified == ("fits-certified", True)
    assert offer() == ("unconfirmed", False)


def test_a_copy_that_waits_for_its_time_stamp_is_not_offered_as_certified(office: CertifyingOffice) -> None:
    office.room.tsa = False
    office.certified()

    offers = held(office.desk, office.who(), reopened(office))

    assert not any(offer.certified for offer in offers)


def test_the_counter_offers_the_copy_for_its_slot_and_it_is_used_again(office: CertifyingOffice) -> None:
    copy = office.certified()
    code = reopened(office)
    seen = counter(office.desk, office.who(), code)
    slot = next(slot for slot in seen.slots if slot.offers and slot.offers[0].document.id == office.paper)

    made = reuse(office.desk, office.who(), office.paper, code, slot.component.place)

    assert slot.offers[0].copy == copy
    assert (made.document_id, made.reason) == (office.paper, "fits-certified")


def test_what_fits_no_component_is_not_used_because_it_is_certified(office: CertifyingOffice) -> None:
    office.certified()

    with pytest.raises(ReuseRefused):
        reuse(office.desk, office.who(), office.paper, reopened(office), 1)
