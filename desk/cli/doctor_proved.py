"""What the makers could only try against stand-ins, and whether it has worked here (`saoy doctor`): docs/simulated.md.

Each thing that this office has configured is told: a warning until whoever uses it has finished a copy here, signed,
stamped and verified. What was assigned to somebody else since is not told apart.
"""

from typing import TYPE_CHECKING

from desk.cli.checks import Check, Make
from desk.model.certification import CopyStage, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.model.certification import CertifiedCopy, ComponentSignature, Signer
    from desk.ports import Desk
    from desk.settings import Settings

TOKEN, STORE, REMOTE = "token", "store", "remote"


def examine_proved(check: Make, desk: "Desk", settings: "Settings") -> list[Check]:
    """Tell of tokens, the Windows store, remote services and time stamps of this office, each proved here or not."""
    if desk.rehearsal:
        return [check("proved", "ok", "proved-rehearsal")]
    with desk.unit(reading=True) as uow:
        signers = uow.copies.signers()
        copies = [*uow.copies.in_stage(CopyStage.SEALED), *uow.copies.in_stage(CopyStage.SEALED, true=True)]
        scans = uow.copies.finished_components()
    used = {_kind(signer) for signer in signers} | ({REMOTE} if settings.remote else set())
    rows = []
    for kind in (TOKEN, STORE, REMOTE):
        if kind in used:
            mine = [signer for signer in signers if _kind(signer) == kind]
            done = sum(1 for _ in _made_by(mine, copies, scans))
            rows.append(_row(check, kind, done))
    return [*rows, _row(check, "stamps", len(copies) + len(scans))] if signers else rows


def _row(check: Make, kind: str, done: int) -> Check:
    if done:
        return check(f"proved-{kind}", "ok", f"proved-{kind}", done=done)
    return check(f"proved-{kind}", "warning", f"unproved-{kind}")


def _kind(signer: "Signer") -> str:
    from desk.sign.remote_keys import BEGINNING
    from desk.sign.store_keys import SERIAL

    if signer.token == SERIAL:
        return STORE
    return REMOTE if signer.token.startswith(BEGINNING) else TOKEN


def _made_by(
    signers: "list[Signer]", copies: "list[CertifiedCopy]", scans: "list[ComponentSignature]"
) -> "Iterator[CertifiedCopy | ComponentSignature]":
    """Yield what people with these keys have finished."""
    officers = {one.officer_id for one in signers if one.purpose is Purpose.OFFICER}
    seals = {one.officer_id for one in signers if one.purpose is Purpose.SEAL}
    clerks = {one.certificate for one in signers if one.purpose is Purpose.CLERK}
    for copy in copies:
        if copy.seal_id in seals or (not copy.kind.true_copy and copy.officer_id in officers):
            yield copy
    yield from (scan for scan in scans if scan.certificate in clerks)
