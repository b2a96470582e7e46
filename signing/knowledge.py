"""What a file holds on certificates and their state (dữ liệu kiểm tra trong tệp), and whom one trusts, for pyHanko."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from signing.embedded import Embedded
from signing.services import Trust
from signing.structure import value_of


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Certificates and revocation data.

    Attributes:
        certificates: asn1crypto's.
        crls: pyHanko's containers of revocation lists.
        ocsps: pyHanko's containers of answers.
        stored: True when they, or some of them, come from a document security store (DSS).
    """

    certificates: tuple[Any, ...]
    crls: tuple[Any, ...]
    ocsps: tuple[Any, ...]
    stored: bool

    def __add__(self, other: "Knowledge") -> "Knowledge":
        """Return both together."""
        return Knowledge(
            self.certificates + other.certificates, self.crls + other.crls, self.ocsps + other.ocsps,
            self.stored or other.stored,
        )  # fmt: skip


NOTHING = Knowledge((), (), (), stored=False)


def stored_in(handler: Any) -> Knowledge:  # noqa: ANN401 -- a reader of pyHanko or one of its pasts
    """Return what the document security store holds; single pieces that cannot be read are left out."""
    from asn1crypto import crl, ocsp, x509  # type: ignore[import-untyped]  # it ships none
    from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

    store = value_of(handler.root, "/DSS")
    if not isinstance(store, dict):
        return NOTHING
    certificates = tuple(_read(store, "/Certs", lambda data: x509.Certificate.load(data, strict=True)))
    crls = tuple(_read(store, "/CRLs", lambda data: CRLContainer(crl.CertificateList.load(data))))
    answers = _read(store, "/OCSPs", lambda data: OCSPContainer.load_multi(ocsp.OCSPResponse.load(data)))
    return Knowledge(certificates, crls, tuple(one for many in answers for one in many), stored=True)


def _read(store: Any, key: str, load: Any) -> Iterator[Any]:  # noqa: ANN401 -- PDF objects
    for raw in value_of(store, key) or []:
        try:
            yield load(bytes((raw.get_object() if hasattr(raw, "idnum") else raw).data))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 -- a piece nobody can read proves nothing, and hides no other
            continue


def carried_by(one: Embedded) -> Knowledge:
    """Return what a signature itself carries: certificates, and revocation data as Adobe's products put it there."""
    from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

    if one.cms is None:
        return NOTHING
    certificates: list[Any] = []
    crls: list[Any] = []
    ocsps: list[Any] = []
    try:
        signed = one.cms.signed_data
        certificates += [choice.chosen for choice in signed["certificates"] if choice.name == "certificate"]
        for attribute in one.cms.signer_info["signed_attrs"] or []:
            if attribute["type"].native == "adobe_revocation_info_archival":
                held = attribute["values"][0]
                crls += [CRLContainer(item) for item in held["crl"] or []]
                ocsps += [one for item in held["ocsp"] or [] for one in OCSPContainer.load_multi(item)]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- foreign DER makes asn1crypto raise anything; what was read is kept
        return Knowledge(tuple(certificates), tuple(crls), tuple(ocsps), stored=False)
    return Knowledge(tuple(certificates), tuple(crls), tuple(ocsps), stored=False)


def anchored(trust: Trust, knowledge: Knowledge, usages: Sequence[str], *, hard: bool) -> Any:  # noqa: ANN401 -- pyHanko's
    """Return the terms of judging in pyHanko's form: roots, revocation, no fetching.

    Args:
        trust: Roots; without one nothing is trusted, the system's own are never taken.
        knowledge: What is known besides.
        usages: Key usages of which a signer must have one; none = any.
        hard: True when revocation data must show each certificate good; False looks at chains and dates alone.
    """
    from asn1crypto import x509
    from pyhanko.sign.validation import policy_decl as policy
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator.context import CertValidationPolicySpec
    from pyhanko_certvalidator.policy_decl import (
        CertRevTrustPolicy,
        RevocationCheckingPolicy,
        RevocationCheckingRule,
    )
    from pyhanko_certvalidator.registry import SimpleTrustManager

    rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED if hard else RevocationCheckingRule.NO_CHECK
    revocation = CertRevTrustPolicy(RevocationCheckingPolicy(rule, rule), retroactive_revinfo=True)
    roots = [x509.Certificate.load(der) for der in trust.roots]
    others = [x509.Certificate.load(der) for der in trust.others]
    return policy.SignatureValidationSpec(
        CertValidationPolicySpec(SimpleTrustManager.build(trust_roots=roots), revocation),
        revinfo_gathering_policy=policy.RevocationInfoGatheringSpec(
            policy.RevinfoOnlineFetchingRule.LOCAL_ONLY,
            certificate_fetching_rule=policy.CertificateFetchingRule.NEVER_FETCH,
        ),
        local_knowledge=policy.LocalKnowledge(
            known_certs=[*knowledge.certificates, *others], known_crls=list(knowledge.crls),
            known_ocsps=list(knowledge.ocsps),
        ),
        key_usage_settings=KeyUsageConstraints(key_usage=set(usages)),
    )  # fmt: skip


def issuers_only(knowledge: Knowledge, one: Embedded) -> Trust:
    """Return as roots what the chains in the file end in: issuers whose own issuer is not there, or themselves."""
    held = [*knowledge.certificates, *carried_by(one).certificates, *_of_stamps(one)]
    names = {certificate.subject.hashable for certificate in held if certificate.issuer != certificate.subject}
    issuers = [certificate for certificate in held if certificate.ca]
    tops = [c for c in issuers if c.issuer == c.subject or c.issuer.hashable not in names | _selves(held)]
    return Trust(tuple(certificate.dump() for certificate in tops))


def _selves(held: Sequence[Any]) -> set[str]:
    return {certificate.subject.hashable for certificate in held if certificate.issuer == certificate.subject}


def _of_stamps(one: Embedded) -> list[Any]:
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    try:
        tokens = list(extract_tst_data_iter(one.cms.signer_info, signed=False))
        return [choice.chosen for token in tokens for choice in token["certificates"] if choice.name == "certificate"]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- foreign DER makes asn1crypto raise anything
        return []
