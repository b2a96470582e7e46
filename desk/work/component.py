"""The clerk's signature on digitised papers (ký số giấy tờ số hóa): with the clerk's own token, unseen on the page.

It counts while the paper's PDF is the one that was signed; a paper read anew is signed anew. An office may demand it:
then no dossier is handed over with a digitised paper that lacks it.

Law: docs/law.md#digitised-component
"""

from dataclasses import replace
from pathlib import Path

from desk.errors import FAULTS, ComponentUnfit, DocumentUnknown, SelfCheckFailed, WorkHeld
from desk.jobs import Progress, milestone
from desk.model.certification import ComponentSignature, Purpose
from desk.model.dossier import Dossier
from desk.model.events import Kind
from desk.model.paper import Document, Stage
from desk.model.people import Role, Session
from desk.model.procedure import Need
from desk.ports import Desk, UnitOfWork
from desk.work import certify_steps as steps
from desk.work.attestation import local_day
from desk.work.certifiable import Person, person_of
from desk.work.deeds import doing, setting_act
from desk.work.intake import one
from desk.work.journalling import note
from desk.work.office import office_facts
from desk.work.true_wording import component_text
from signing.errors import NotSignedIn, TimestampDown
from signing.report import Verdict
from signing.values import Level, Signed

_SETTING = "component-signature"
_CERTIFYING = "chung_thuc"


def demanded(uow: UnitOfWork) -> bool:
    """Tell whether the office hands over no digitised paper without its clerk's signature."""
    return uow.setting(_SETTING) is True


def demand(desk: Desk, who: Session, *, wanted: bool) -> None:
    """Demand the clerk's signature on digitised papers before a hand-over, or no longer.

    Raises:
        RoleMissing: only an administrator may.
    """
    who.require(Role.ADMIN)
    with desk.unit() as uow:
        with doing(uow, desk, who, setting_act("demand", _SETTING, wanted=wanted)):
            uow.set_setting(_SETTING, wanted)
        note(uow, desk, who, Kind.SETTINGS_CHANGED, "office", component_signature=wanted)
        uow.commit()


def signature_of(uow: UnitOfWork, document: Document) -> ComponentSignature | None:
    """Return the clerk's signature on the PDF a paper has now, finished or waiting, or None."""
    return next((made for made in uow.copies.components(document.id) if made.source == document.pdf), None)


def signable(dossier: Dossier, document: Document) -> bool:
    """Tell whether a paper is a digitised component that its clerk signs: read, not secret, not only shown.

    A paper in a dossier of certification is only the source of a copy; one that came signed keeps its signature.
    """
    if document.stage not in (Stage.READ, Stage.CONFIRMED) or document.pdf is None or document.secrecy is not None:
        return False
    if document.keeps_its_file:
        return False
    component = dossier.component(document.place) if document.place is not None else None
    return dossier.procedure.kind != _CERTIFYING and (component is None or component.need is not Need.SHOW)


def unsigned(uow: UnitOfWork, dossier: Dossier) -> list[Document]:
    """List the digitised papers of a dossier without their clerk's finished signature."""
    there = [paper for paper in uow.documents.of_dossier(dossier.code) if signable(dossier, paper)]
    return [paper for paper in there if (made := signature_of(uow, paper)) is None or made.file is None]


def sign_component(
    desk: Desk, who: Session, document_id: int, pin: str, *, last_try_meant: bool = False
) -> ComponentSignature:
    """Sign a digitised paper as the clerk who acts; one that is signed already is given back, or completed.

    Returns:
        The signature with its file, or without while no time stamp authority answers.

    Raises:
        RoleMissing, DocumentUnknown, WorkHeld.
        ComponentUnfit: it is no paper that its clerk signs.
        SignerUnknown: the one who acts has no token for this. SelfCheckFailed: it does not verify, nothing is kept.
        Faults of the token, the certificate and the file.
    """
    who.require(Role.RECEPTION)
    with steps.in_hand(desk, document_id):
        with desk.unit(reading=True) as uow:
            document, dossier = _paper(uow, document_id)
            there = signature_of(uow, document)
        if there is not None:
            return there if there.file is not None else _completed(desk, who, there)
        if not signable(dossier, document):
            raise ComponentUnfit(document=document_id)
        with desk.unit(reading=True) as uow:
            person = person_of(uow, who.officer.id, Purpose.CLERK)
        return _signed(desk, who, document, (person, pin), last_try_meant=last_try_meant)


def sign_components(
    desk: Desk, who: Session, code: str, pin: str, progress: Progress | None = None, *, last_try_meant: bool = False
) -> list[ComponentSignature]:
    """Sign all digitised papers of a dossier that lack it, with one PIN, sent once and before any paper is laid out.

    Raises:
        As `sign_component`; DossierUnknown. Cancelled between two papers: what was signed is kept.
        NotSignedIn: the token was pulled out between two papers; likewise, and its PIN is not sent again.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    with desk.unit(reading=True) as uow:
        papers = unsigned(uow, one(uow, code))
        keyless = {paper.id for paper in papers if signature_of(uow, paper) is not None}
        person = person_of(uow, who.officer.id, Purpose.CLERK) if len(keyless) < len(papers) else None
    if person is not None:
        with steps.named(person):
            signer = person.signer
            desk.keys.open(signer.token, signer.certificate, pin, last_try_meant=last_try_meant)
    made = []
    for done, paper in enumerate(papers):
        progress.check()
        progress.say(done, len(papers))
        if person is not None and paper.id not in keyless and not desk.keys.is_open(person.signer.token):
            raise NotSignedIn(name=person.officer.name)
        made.append(sign_component(desk, who, paper.id, ""))
    progress.say(len(papers), len(papers))
    return made


def complete_components(desk: Desk, who: Session) -> list[ComponentSignature]:
    """Finish the clerks' signatures that wait for their time stamp, as far as can be; nothing is raised.

    A time stamp authority that does not answer for one is not asked for the others.
    """
    with desk.unit(reading=True) as uow:
        waiting = uow.copies.components()
    stand: list[ComponentSignature] = []
    for made in waiting:
        try:
            with steps.in_hand(desk, made.document_id):
                stand.append(_completed(desk, who, made))
        except TimestampDown:
            return [*stand, *waiting[len(stand) :]]
        except FAULTS:
            stand.append(made)
    return stand


def scans_waiting(desk: Desk) -> int:
    """Return how many of the clerks' signatures wait for their time stamp."""
    with desk.unit(reading=True) as uow:
        return len(uow.copies.components())


def _paper(uow: UnitOfWork, document_id: int) -> tuple[Document, Dossier]:
    document = uow.documents.get(document_id)
    if document is None:
        raise DocumentUnknown(document=document_id)
    return document, one(uow, document.dossier)


def _signed(
    desk: Desk, who: Session, document: Document, by: tuple[Person, str], *, last_try_meant: bool
) -> ComponentSignature:
    person, pin = by
    now = desk.clock.now()
    text = component_text(document.dossier, office_facts(desk), local_day(now))
    source = steps.whole(desk, document.pdf)

    def laid_and_signed(out: Path) -> Signed:
        laid = out.with_name("laid.pdf")
        desk.signatures.lay_own(source, text, laid)
        steps.check_hold(desk, document.id)
        signer = person.signer
        key = desk.keys.open(signer.token, signer.certificate, pin, last_try_meant=last_try_meant)
        return desk.signatures.sign_alone(laid, text, key, out)

    with steps.named(person):
        done, digest = steps.made(desk, laid_and_signed)
    made = ComponentSignature(
        document.id, document.pdf or "", who.officer.id, person.signer.certificate, now, digest, done.level,
        lacking=done.lacking,
    )  # fmt: skip
    milestone("component-signed")
    return _kept(desk, who, made)


def _completed(desk: Desk, who: Session, made: ComponentSignature) -> ComponentSignature:
    """Bring a signature that waits to its level; TimestampDown, CertificateUnchecked: it waits on."""
    if made.level is not Level.LTA:
        signed = steps.whole(desk, made.signed)
        done, digest = steps.made(desk, lambda out: desk.signatures.complete(signed, out))
        made = replace(made, signed=digest, level=done.level, lacking=done.lacking)
    return _kept(desk, who, made)


def _check_alone(uow: UnitOfWork, made: ComponentSignature) -> None:
    """Look that no other desk signed the same file meanwhile; WorkHeld when one did."""
    there = [one for one in uow.copies.components(made.document_id) if one.source == made.source]
    if not made.id and there:
        raise WorkHeld(document=made.document_id)


def _kept(desk: Desk, who: Session, made: ComponentSignature) -> ComponentSignature:
    """Check what reached its level, and keep the signature with its event in one transaction."""
    if made.level is Level.LTA:
        report = desk.signatures.verify(desk.store.path(made.signed))
        if report.verdict is not Verdict.PASSED:
            raise SelfCheckFailed(number=made.document_id, why=steps.why(report))
        made = replace(made, file=made.signed, lacking=None)
    with desk.unit() as uow:
        _check_alone(uow, made)
        kept = uow.copies.put_component(made)
        note(
            uow,
            desk,
            who,
            Kind.COMPONENT_SIGNED,
            f"document:{made.document_id}",
            object=made.signed,
            level=made.level.value,
            source=made.source,
        )
        uow.commit()
    return kept
