"""Other people's judgement of a signed copy: pyHanko's long-term validation, poppler's pdfsig, qpdf."""

import asyncio
import logging
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]  # it ships none
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy, FreshnessReqType
from pyhanko_certvalidator.registry import SimpleTrustManager

from signing.services import Trust


@contextmanager
def strictly_read(pdf: Path) -> Iterator[PdfFileReader]:
    """Open a file with pyHanko's strict reader."""
    with pdf.open("rb") as file:
        yield PdfFileReader(file, strict=True)


def long_term(pdf: Path, trust: Trust, at: datetime) -> list[tuple[str, bool]]:
    """Return, for both signatures, what ETSI EN 319 102-1 5.6.3 says at a moment without any network, and the rest."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    roots = SimpleTrustManager.build(trust_roots=[x509.Certificate.load(der) for der in trust.roots])
    signers = CertValidationPolicySpec(trust_manager=roots, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO))
    # Whoever judges years later asks for the state of the last time stamp's authority then; here what is in the file
    # must do.
    kept = CertRevTrustPolicy(
        REQUIRE_REVINFO, freshness=timedelta(days=20 * 365),
        freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
    )  # fmt: skip
    stamps = CertValidationPolicySpec(trust_manager=roots, revinfo_policy=kept)
    spec = PdfSignatureValidationSpec(
        SignatureValidationSpec(cert_validation_policy=signers, ts_cert_validation_policy=stamps)
    )
    timing = ValidationTimingInfo(at, at, point_in_time_validation=True)
    found = []
    with strictly_read(pdf) as reader:
        for one in reader.embedded_regular_signatures:
            result: Any = asyncio.run(ades_lta_validation(one, spec, timing))
            status = result.api_status
            found.append((result.ades_subindic.status.name, bool(status.bottom_line and status.docmdp_ok)))
    return found


def pdfsig(pdf: Path) -> list[str]:
    """Return what poppler says of each signature, time stamps included."""
    done = subprocess.run(["pdfsig", "-nocert", pdf], check=False, capture_output=True, text=True)
    return re.findall(r"Signature Validation: (.*)", done.stdout)


def qpdf_is_content(pdf: Path) -> bool:
    """Tell whether qpdf finds nothing wrong."""
    return subprocess.run(["qpdf", "--check", pdf], check=False, capture_output=True).returncode == 0
