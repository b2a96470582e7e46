"""People: who comes to the counter and who works behind it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.errors import CardQrWrong, NameMissing, RoleMissing
from desk.model.values import PersonalId, tidy
from ocr.vietnamese import fold


class Role(StrEnum):
    """Vai trò of an officer; one person may hold several."""

    RECEPTION = "reception"
    CERTIFIER = "certifier"
    SEAL = "seal"
    ADMIN = "admin"
    INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class Officer:
    """Cán bộ, công chức: a person with an account in the office.

    Attributes:
        login: Short name typed at sign-in and given to `--as`; unique.
        name: Full name as printed.
        title: Chức danh as printed, e.g. "Công chức Tư pháp - Hộ tịch".
        secret: scrypt of the password, or None for an account without one (rehearsal only).
    """

    login: str
    name: str
    title: str
    roles: frozenset[Role]
    secret: str | None = None
    active: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """Phiên làm việc: who acts, and at which desk."""

    officer: Officer
    desk: str

    def require(self, *roles: Role) -> None:
        """Let the act pass when the officer holds one of the roles.

        Raises:
            RoleMissing: otherwise.
        """
        if self.officer.roles.isdisjoint(roles):
            raise RoleMissing(login=self.officer.login, roles=", ".join(sorted(roles)))


@dataclass(frozen=True, slots=True)
class Citizen:
    """Người dân, chủ hồ sơ.

    Attributes:
        born: Partial date (year only for some old people), or None.
        sex: "male", "female" or None.
        residence: Nơi cư trú as printed on the card.
        old_id: CMND of 9 digits, or None.
    """

    name: str
    personal_id: PersonalId | None = None
    born: str | None = None
    sex: str | None = None
    residence: str | None = None
    phone: str | None = None
    old_id: str | None = None
    id: int = 0

    def __post_init__(self) -> None:
        name = tidy(self.name)
        if not name:
            raise NameMissing
        object.__setattr__(self, "name", name)


@dataclass(frozen=True, slots=True)
class Consent:
    """Sự đồng ý giữ bản sao để dùng lại: asked once at reception, withdrawable.

    Law: docs/law.md#copies-are-not-archived
    """

    citizen_id: int
    given_at: datetime
    officer_id: int
    dossier: str
    withdrawn_at: datetime | None = None
    id: int = 0


_SEXES = {"nam": "male", "nu": "female"}
"""The words of the card, folded."""


def read_card_qr(text: str) -> Citizen:
    """Read the QR text of an identity card (thẻ CCCD 2021, căn cước 2024).

    Seven fields parted by `|`: number | old 9 digits | name | born ddmmyyyy | sex | residence | issued ddmmyyyy; more
    may follow and are dropped. The text is personal data and is never logged.

    Raises:
        CardQrWrong: fewer than six fields, or text garbled by a typing tool on a keyboard-wedge reader.
        PersonalIdWrong: the first field is not 12 digits.

    Source: docs/law.md#card-qr
    """
    parts = [tidy(part) for part in text.strip().split("|")]
    if len(parts) < 6 or not parts[2] or "\ufffd" in text:
        raise CardQrWrong(fields=len(parts))
    born = _card_date(parts[3])
    if any(character.isdigit() for character in parts[2]) or _SEXES.get(fold(parts[4])) is None:
        raise CardQrWrong(fields=len(parts))
    return Citizen(
        name=parts[2],
        personal_id=PersonalId(parts[0]),
        born=born,
        sex=_SEXES[fold(parts[4])],
        residence=parts[5] or None,
        old_id=parts[1] or None,
    )


def _card_date(text: str) -> str:
    digits = text.replace("/", "")
    if len(digits) != 8 or not digits.isdigit():
        raise CardQrWrong(fields=-1)
    return f"{digits[4:]}-{digits[2:4]}-{digits[:2]}"
