"""Reuse first (tái sử dụng trước): what the office holds for this person, judged for each component."""

from dataclasses import dataclass, replace

from desk.errors import ComponentUnknown, DocumentUnknown, ReuseRefused, SearchNeedsDossier
from desk.jobs import milestone
from desk.model.certification import CertifiedCopy
from desk.model.deadline import VIETNAM
from desk.model.deed import DeedKind, scope_of_dossier
from desk.model.dossier import Dossier
from desk.model.events import Kind
from desk.model.paper import Document, Stage
from desk.model.people import Role, Session
from desk.model.procedure import Component, Procedure
from desk.model.reuse import Outcome, Reuse, Verdict, judge
from desk.model.values import Json, tidy
from desk.ports import Desk, UnitOfWork
from desk.text import phrase, say
from desk.work.certifiable import finished_copy
from desk.work.deeds import Act, doing
from desk.work.facts import held_facts
from desk.work.intake import one, open_one
from desk.work.journalling import note


@dataclass(frozen=True, slots=True)
class Offer:
    """A held paper with the verdict on it for one component (None = no component asks for it).

    Attributes:
        copy: Its certified copy, finished and not void, which serves instead of the scan; None = none.
    """

    document: Document
    component: Component | None
    verdict: Verdict
    copy: CertifiedCopy | None = None

    @property
    def certified(self) -> bool:
        """Tell whether it is a certified copy that is offered."""
        return self.copy is not None


def held(
    desk: Desk, who: Session, code: str, reason: str | None = None, procedure: Procedure | None = None, *,
    journalled: bool = True,
) -> list[Offer]:
    """List what the office holds for the dossier's citizen, each paper with its best verdict, best first.

    Verdicts are for the dossier's own procedure, or for another one when `procedure` is given (what would fit if).

    Looking is an act: it needs an open dossier of that person and a reason, and it is journalled. Without the
    citizen's agreement to keep copies nothing is offered, each paper says so.

    Raises:
        DossierUnknown, DossierClosed; SearchNeedsDossier: the reason is empty.

    Law: docs/law.md#search-needs-dossier
    """
    who.require(Role.RECEPTION, Role.CERTIFIER)
    with desk.unit() as uow:
        dossier = open_one(uow, code)
        asked = dossier if procedure is None else replace(dossier, procedure=procedure)
        why = tidy(reason if reason is not None else phrase("reuse.default-reason", dossier=dossier.code))
        if not why:
            raise SearchNeedsDossier(dossier=dossier.code)
        offers = [best_offer(uow, desk, asked, document) for document in _papers(uow, dossier)]
        if journalled:
            note(
                uow, desk, who, Kind.PAPERS_LOOKED_UP, f"citizen:{dossier.citizen_id}",
                dossier=dossier.code, reason=why, found=len(offers),
            )
            uow.commit()
    order = [Outcome.FITS, Outcome.WARNING, Outcome.NO]
    return sorted(offers, key=lambda offer: order.index(offer.verdict.outcome))


def _papers(uow: UnitOfWork, dossier: Dossier) -> list[Document]:
    """Return the citizen's papers of other dossiers that were read or confirmed."""
    return [
        document
        for document in uow.documents.of_citizen(dossier.citizen_id)
        if document.dossier != dossier.code and document.stage in (Stage.READ, Stage.CONFIRMED)
    ]


def best_offer(uow: UnitOfWork, desk: Desk, dossier: Dossier, document: Document) -> Offer:
    """Return the best verdict on a paper over the components of a dossier."""
    copy = finished_copy(uow, document.id)
    offers = [
        Offer(document, component, verdict_on(uow, desk, dossier, document, component), copy)
        for component in dossier.procedure.components
    ]
    for outcome in Outcome:
        for offer in offers:
            if offer.verdict.outcome is outcome and offer.verdict.reason not in ("other-kind", "shown-only"):
                return offer
    return Offer(document, None, Verdict(Outcome.NO, "not-asked", desk.rules.version), copy)


def verdict_on(uow: UnitOfWork, desk: Desk, dossier: Dossier, document: Document, component: Component) -> Verdict:
    """Judge one held paper for one component on the day the dossier was opened."""
    if uow.citizens.consent(dossier.citizen_id) is None:
        return Verdict(Outcome.NO, "no-consent", desk.rules.version)
    citizen = uow.citizens.get(dossier.citizen_id)
    facts = held_facts(
        document, uow.documents.fields(document.id), uow.documents.pages(document.id), citizen,
        certified=finished_copy(uow, document.id) is not None,
    )
    return judge(component, facts, dossier.opened_at.astimezone(VIETNAM).date(), desk.rules)


def reuse(desk: Desk, who: Session, document_id: int, code: str, place: int) -> Reuse:
    """Let a held paper serve a component; the event carries the version of the rules. Repeating changes nothing.

    Raises:
        DossierUnknown, DossierClosed, ComponentUnknown, DocumentUnknown.
        ReuseRefused: the rules say no; `reason` is the key of the sentence.
    """
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        dossier = open_one(uow, code)
        there = in_force(uow, dossier.code, place, document_id)
        if there is not None:
            return there
        document = uow.documents.get(document_id)
        with doing(uow, desk, who, _act(DeedKind.REUSED, dossier, place, document, document_id)):
            made = reuse_in(uow, desk, who, (dossier.code, place), document_id)
        uow.commit()
    milestone("reused")
    return made


def _act(kind: DeedKind, dossier: Dossier, place: int, document: Document | None, document_id: int) -> Act:
    title = document.title if document is not None else ""
    data: dict[str, Json] = {"document": document_id, "title": title, "place": place}
    return Act(kind, scope_of_dossier(dossier.code), about=(f"slot:{dossier.code}/{place}",), data=data)


def in_force(uow: UnitOfWork, code: str, place: int, document_id: int) -> Reuse | None:
    """Return the reuse by which a paper serves a component now, or None."""
    return next((r for r in uow.dossiers.reuses(code) if (r.document_id, r.place) == (document_id, place)), None)


def reuse_in(uow: UnitOfWork, desk: Desk, who: Session, slot: tuple[str, int], document_id: int) -> Reuse:
    """Let a held paper serve a component (dossier, place), inside the unit's transaction; faults of `reuse`."""
    code, place = slot
    dossier = open_one(uow, code)
    component = dossier.component(place)
    if component is None:
        raise ComponentUnknown(dossier=dossier.code, place=place)
    document = uow.documents.get(document_id)
    if document is None or document.citizen_id != dossier.citizen_id or document not in _papers(uow, dossier):
        raise DocumentUnknown(document=document_id)
    verdict = verdict_on(uow, desk, dossier, document, component)
    if verdict.outcome is Outcome.NO:
        raise ReuseRefused(reason=say(f"reuse.{verdict.reason}", verdict.context).sentence)
    made = uow.dossiers.add_reuse(
        Reuse(
            dossier=dossier.code, place=place, document_id=document_id, by=who.officer.id, at=desk.clock.now(),
            rules=verdict.rules, outcome=verdict.outcome, reason=verdict.reason,
        )
    )
    note(
        uow, desk, who, Kind.RESULT_REUSED, f"document:{document_id}",
        dossier=dossier.code, place=place, rules=verdict.rules, outcome=verdict.outcome, reason=verdict.reason,
    )
    return made


def undo_reuse(desk: Desk, who: Session, reuse_id: int) -> None:
    """Take a reuse back; the row and both events stay. Repeating changes nothing."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        made = uow.dossiers.get_reuse(reuse_id)
        if made is None or made.undone_at is not None:
            return
        dossier, document = one(uow, made.dossier), uow.documents.get(made.document_id)
        with doing(uow, desk, who, _act(DeedKind.REUSE_UNDONE, dossier, made.place, document, made.document_id)):
            undo_reuse_in(uow, desk, who, made)
        uow.commit()


def undo_reuse_in(uow: UnitOfWork, desk: Desk, who: Session, made: Reuse) -> None:
    """Take a reuse in force back, inside the unit's transaction."""
    uow.dossiers.undo_reuse(made.id, desk.clock.now())
    note(uow, desk, who, Kind.REUSE_UNDONE, f"document:{made.document_id}", dossier=made.dossier, place=made.place)
