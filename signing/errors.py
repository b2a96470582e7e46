"""Faults of signing and of its tokens (lỗi ký số): what the world did, never our own bugs."""

from typing import ClassVar


class SigningError(Exception):
    """Root of the faults of `signing`.

    Keyword arguments of the constructor fill the `{placeholders}` of the sentence that belongs to `code` and go to
    the log; they are names of signers, days, serials and counts, never a PIN and never text of a paper.

    Attributes:
        code: Stable for ever; the key of the sentence in `desk/messages.toml`.
        retry: True when the same call may succeed later without a change.
    """

    code: ClassVar[str] = "signing.fault"
    retry: ClassVar[bool] = False

    def __init__(self, **context: object) -> None:
        super().__init__(self.code, context)
        self.context = context

    def __reduce__(self) -> "tuple[object, tuple[type[SigningError], dict[str, object]]]":
        return _again, (type(self), self.context)


def _again(kind: type[SigningError], context: dict[str, object]) -> SigningError:
    return kind(**context)


# -- tokens -----------------------------------------------------------------------------------------------------------


class DriverMissing(SigningError):
    """The driver of the token (a PKCS#11 module) is not installed, or is no such module."""

    code = "signing.driver-missing"


class DriverBroken(SigningError):
    """The driver failed, hung or died in its own process."""

    code = "signing.driver-broken"
    retry = True


class TokenAbsent(SigningError):
    """The token of `name` is not plugged in."""

    code = "signing.token-absent"
    retry = True


class TokenUnclear(SigningError):
    """Several tokens could be meant and none was chosen."""

    code = "signing.token-unclear"


class TokenRemoved(SigningError):
    """The token was pulled out while in use; what was being signed is as it was."""

    code = "signing.token-removed"
    retry = True


class PinWrong(SigningError):
    """The PIN is wrong, empty, or of a wrong length; it was sent once and is not sent again."""

    code = "signing.pin-wrong"


class PinLastTry(SigningError):
    """Only one try is left, and the officer has not said that it is meant to be used; no PIN was sent."""

    code = "signing.pin-last-try"


class PinLocked(SigningError):
    """The token is locked by wrong PINs; no PIN was sent."""

    code = "signing.pin-locked"


class PinNotSet(SigningError):
    """The token has no user PIN yet; it was never handed over by its issuer."""

    code = "signing.pin-not-set"


class PinCancelled(SigningError):
    """The box in which Windows asks for the PIN was closed; nothing was signed and no PIN was sent."""

    code = "signing.pin-cancelled"
    retry = True


class NotSignedIn(SigningError):
    """The token asks for its PIN first."""

    code = "signing.not-signed-in"


class CertificateAbsent(SigningError):
    """The token does not hold the certificate that was chosen, or not its key."""

    code = "signing.certificate-absent"


# -- certificates -----------------------------------------------------------------------------------------------------


class CertificateExpired(SigningError):
    """The certificate of `name` ended on `day`."""

    code = "signing.certificate-expired"


class CertificateNotYetValid(SigningError):
    """The certificate begins in the future, or the clock of this machine is wrong."""

    code = "signing.certificate-not-yet-valid"


class CertificateRevoked(SigningError):
    """The certificate was revoked by its issuer."""

    code = "signing.certificate-revoked"


class CertificateOnHold(SigningError):
    """The certificate is suspended by its issuer."""

    code = "signing.certificate-on-hold"


class CertificateWrongPurpose(SigningError):
    """The certificate is not meant for signing documents (no nonRepudiation, RFC 5280 4.2.1.3)."""

    code = "signing.certificate-wrong-purpose"


class CertificateUnchecked(SigningError):
    """Whether the certificate is still good cannot be found out: no revocation data."""

    code = "signing.certificate-unchecked"
    retry = True


class CertificateUntrusted(SigningError):
    """The certificate does not lead to a trusted root."""

    code = "signing.certificate-untrusted"


# -- signing ----------------------------------------------------------------------------------------------------------


class TimestampDown(SigningError):
    """No time stamp authority answers; the copy waits at its last safe stage."""

    code = "signing.timestamp-down"
    retry = True


class DocumentLocked(SigningError):
    """The document forbids further signatures (certified with P=1)."""

    code = "signing.document-locked"


class FileChanged(SigningError):
    """The file to be signed is not the one that was prepared."""

    code = "signing.file-changed"


class FileUnfit(SigningError):
    """The file cannot be signed: not a PDF of ours, encrypted, or signed already."""

    code = "signing.file-unfit"


class KeyAnswerWrong(SigningError):
    """The key gave a signature that does not fit its certificate; nothing was written."""

    code = "signing.key-answer-wrong"


class RootUnreadable(SigningError):
    """A file of trusted roots is no certificate."""

    code = "signing.root-unreadable"


class RootAbsent(SigningError):
    """No trusted root of the office has this fingerprint."""

    code = "signing.root-absent"


# -- remote signing ---------------------------------------------------------------------------------------------------


class RemoteDown(SigningError):
    """The remote signing `service` cannot be reached, or answers with a fault of its own; nothing was signed."""

    code = "signing.remote-down"
    retry = True


class RemoteUntrusted(SigningError):
    """The connection to the `service` is not encrypted, or its certificate is not good; nothing was sent."""

    code = "signing.remote-untrusted"


class RemoteNotAdmitted(SigningError):
    """The `service` does not admit this account: its access token is missing, wrong or has ended."""

    code = "signing.remote-not-admitted"


class RemoteDenied(SigningError):
    """The signer, or the service, refused to authorise the signatures."""

    code = "signing.remote-denied"
    retry = True


class RemoteUnconfirmed(SigningError):
    """Nobody confirmed the signatures on the telephone in time."""

    code = "signing.remote-unconfirmed"
    retry = True


class RemoteExpired(SigningError):
    """What was authorised ended before it was used, or the program that asked for it has ended."""

    code = "signing.remote-expired"
    retry = True


class RemoteTooFew(SigningError):
    """The service gave another number of signatures (`given`) than were asked for (`wanted`); none is used."""

    code = "signing.remote-too-few"
    retry = True


class RemoteAnswerWrong(SigningError):
    """The service gave a signature that does not fit the certificate; nothing was written."""

    code = "signing.remote-answer-wrong"


class RemoteUnreadable(SigningError):
    """The answer of the `service` is not what the standard says."""

    code = "signing.remote-unreadable"


class RemoteWantsMore(SigningError):
    """The service wants a PIN or a one-time code typed here, which this program does not send anywhere."""

    code = "signing.remote-wants-more"
