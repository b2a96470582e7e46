"""What a verification found, as the desk hands it on (kết quả kiểm tra): the window does not reach past the desk."""

from signing.report import Changes, Reason, Report, Revision, SignatureReport, TimestampReport, Verdict
from signing.values import OFFICER_FIELD, SEAL_FIELD, Certificate, Level, PinState, Token

__all__ = [
    "OFFICER_FIELD",
    "SEAL_FIELD",
    "Certificate",
    "Changes",
    "Level",
    "PinState",
    "Reason",
    "Report",
    "Revision",
    "SignatureReport",
    "TimestampReport",
    "Token",
    "Verdict",
]
