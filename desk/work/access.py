"""Signing in and roles (đăng nhập, vai trò): who acts is part of every act."""

import base64
import hashlib
import hmac
import os
from dataclasses import replace

from desk.errors import OfficerUnknown, SignInRefused
from desk.model.events import Event, Kind
from desk.model.people import Officer, Role, Session
from desk.ports import Desk

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
        RoleMissing: only an administrator may.
    """
    who.require(Role.ADMIN)
    secret = seal_secret(password) if password else None
    with desk.unit() as uow:
        added = uow.officers.add(replace(officer, secret=secret))
        uow.record(
            Event(Kind.OFFICER_ADDED, f"officer:{added.id}", who.officer.login, who.desk, desk.clock.now())
        )
        uow.commit()
    return added


def officers(desk: Desk) -> list[Officer]:
    """List the active officers, for the sign-in screen."""
    with desk.unit() as uow:
        return [officer for officer in uow.officers.all() if officer.active]
