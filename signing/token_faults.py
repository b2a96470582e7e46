"""What the exceptions of python-pkcs11 mean (lỗi của USB ký số): by their class, as their text is mostly empty."""

from collections.abc import Iterator
from contextlib import contextmanager

from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    NotSignedIn,
    PinLocked,
    PinNotSet,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)


def _meanings() -> dict[type[SigningError], tuple[type[Exception], ...]]:
    from pkcs11 import exceptions as e

    return {
        PinWrong: (e.PinIncorrect, e.PinInvalid, e.PinLenRange),
        PinLocked: (e.PinLocked,),
        PinNotSet: (e.UserPinNotInitialized, e.PinExpired),
        NotSignedIn: (e.UserNotLoggedIn,),
        TokenAbsent: (e.NoSuchToken, e.SlotIDInvalid),
        TokenRemoved: (
            e.DeviceRemoved, e.TokenNotPresent, e.TokenNotRecognised, e.SessionHandleInvalid, e.SessionClosed,
            e.ObjectHandleInvalid, e.KeyHandleInvalid,
        ),
        CertificateAbsent: (e.NoSuchKey,),
    }  # fmt: skip


def fault_of(error: BaseException) -> SigningError:
    """Return the fault that an exception of python-pkcs11 stands for: of the innermost one known, else DriverBroken.

    The latter carries the name of the exception's class (`why`), for the log.
    """
    meanings = _meanings()
    link: BaseException | None = error
    found: SigningError = DriverBroken(why=type(error).__name__)
    seen: list[BaseException] = []
    while link is not None and link not in seen:
        seen.append(link)
        found = next((fault() for fault, kinds in meanings.items() if isinstance(link, kinds)), found)
        link = link.__cause__ or link.__context__
    return found


@contextmanager
def translated() -> Iterator[None]:
    """Raise the fault that stands for what python-pkcs11 raises inside."""
    from pkcs11.exceptions import PKCS11Error

    try:
        yield
    except PKCS11Error as error:
        raise fault_of(error) from error
