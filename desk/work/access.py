"""Signing in and roles (đăng nhập, vai trò): who acts is part of every act."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field, replace

from desk.errors import LastAdmin, LoginTaken, OfficerUnknown, SignInRefused
from desk.model.events import Event, Kind
from desk.model.people import Officer, Role, Session
from desk.model.values import tidy
from desk.ports import Desk

_PARTS = ("name", "title", "roles", "active", "secret")
"""What of an account can be changed, as the journal names it."""

_COST, _BLOCK, _LANES = 2**14, 8, 1


def seal_secret(password: str) -> str:
    """Return scrypt of a password with a fresh salt, fit to be stored (RFC 7914; N = 2^14, r = 8, p = 1)."""
    salt = os.urandom(16)
    return base64.b64encode(salt + _scrypt(password, salt)).decode()


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)


def _opens(secret: str, password: str) -> bool:
    raw = base64.b64decode(secret)
    return hmac.compare_digest(raw[16:], _scrypt(password, raw[:16]))


def sign_in(desk: Desk, login: str, password: str, counter: str) -> Session:
    """Let an officer in at a counter; both the success and the failure are journalled.

    Raises:
        SignInRefused: the name or the password is wrong, or the account is closed; which of them is not told.
    """
    with desk.unit() as uow:
        officer = uow.officers.by_login(login)
        known = officer is not None and officer.active
        if officer is None or not known or not (officer.secret is None or _opens(officer.secret, password)):
            subject = f"officer:{officer.id}" if officer else "officer:unknown"
            uow.record(Event(Kind.SIGN_IN_FAILED, subject, "-", counter, desk.clock.now()))
            uow.commit()
            raise SignInRefused
        uow.record(Event(Kind.SIGNED_IN, f"officer:{officer.id}", officer.login, counter, desk.clock.now()))
        uow.commit()
    return Session(officer, counter)


def act_as(desk: Desk, login: str | None, counter: str) -> Session:
    """Name the officer a command acts for.

    Commands run under an account of the operating system that can write the office anyway; the name given is
    recorded with every act. Without a name: the only officer who may receive, or the rehearsal's clerk.

    Raises:
        OfficerUnknown: no such officer, or none named where several could be meant.
    """
    with desk.unit() as uow:
        if login is not None:
            officer = uow.officers.by_login(login)
        else:
            able = [o for o in uow.officers.all() if o.active and Role.RECEPTION in o.roles]
            officer = able[0] if able and (len(able) == 1 or desk.rehearsal) else None
    if officer is None or not officer.active:
        raise OfficerUnknown(login=login or "-")
    return Session(officer, counter)


def add_officer(desk: Desk, who: Session, officer: Officer, password: str | None) -> Officer:
    """Give a person an account.

    Raises:
        RoleMissing: only an administrator may. LoginTaken: another account has this login, closed or not.
    """
    who.require(Role.ADMIN)
    secret = seal_secret(password) if password else None
    with desk.unit() as uow:
        if any(one.login == officer.login for one in uow.officers.all()):
            raise LoginTaken(login=officer.login)
        added = uow.officers.add(replace(officer, secret=secret))
        uow.record(
            Event(Kind.OFFICER_ADDED, f"officer:{added.id}", who.officer.login, who.desk, desk.clock.now())
        )
        uow.commit()
    return added


@dataclass(frozen=True, slots=True)
class OfficerChange:
    """What is to be changed of an account; None leaves it.

    Attributes:
        active: False closes the account: its acts stay, nobody signs in with it.
        password: A new one, as typed.
    """

    name: str | None = None
    title: str | None = None
    roles: frozenset[Role] | None = None
    active: bool | None = None
    password: str | None = field(default=None, repr=False)


def change_officer(desk: Desk, who: Session, login: str, change: OfficerChange) -> Officer:
    """Change a person's account, or close it; the login stays, and what they did stays under it.

    Raises:
        RoleMissing: only an administrator may. OfficerUnknown.
        LastAdmin: nobody would be left who may give accounts.
    """
    who.require(Role.ADMIN)
    secret = seal_secret(change.password) if change.password else None
    with desk.unit() as uow:
        there = uow.officers.all()
        before = next((one for one in there if one.login == login), None)
        if before is None:
            raise OfficerUnknown(login=login)
        after = replace(
            before, name=tidy(change.name) if change.name else before.name,
            title=before.title if change.title is None else tidy(change.title), secret=secret or before.secret,
            roles=change.roles or before.roles, active=before.active if change.active is None else change.active,
        )
        told = [part for part in _PARTS if getattr(before, part) != getattr(after, part)]
        left = [after if one.id == after.id else one for one in there]
        if not any(one.active and Role.ADMIN in one.roles for one in left):
            raise LastAdmin
        uow.officers.update(after)
        uow.record(
            Event(
                Kind.OFFICER_CHANGED, f"officer:{after.id}", who.officer.login, who.desk, desk.clock.now(),
                {"changed": list(told), "active": after.active},
            )
        )
        uow.commit()
    return after


def accounts(desk: Desk) -> list[Officer]:
    """List all accounts, those that work first."""
    with desk.unit(reading=True) as uow:
        return uow.officers.all()


def officers(desk: Desk) -> list[Officer]:
    """List the active officers, for the sign-in screen."""
    with desk.unit() as uow:
        return [officer for officer in uow.officers.all() if officer.active]
