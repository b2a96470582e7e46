"""An authority with two services for time stamps: one whose certificate ends soon, one whose certificate lasts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from desk.rehearsal.authority import FOLDER, PREFIX, TSA
from signing.services import Services
from tests.fakes.authority import Pki, copied_pki

LASTING = f"{PREFIX}/saoy/tsa/lasting"
SOON = timedelta(days=60)


def ageing_pki(source: Pki, home: Path) -> Pki:
    """Copy an authority; the certificate behind its time stamps ends soon, that of `LASTING` does not."""
    copied_pki(source, home).close()
    folder = home / FOLDER
    key = rsa.generate_private_key(65537, 3072)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "keys" / "lasting.pem").write_bytes(pem)
    file = folder / "authority.yml"
    told = yaml.safe_load(file.read_text("utf-8"))
    told["keysets"]["saoy"]["keys"]["lasting"] = {"path": "lasting.pem"}
    arch = told["pki-architectures"]["saoy"]
    arch["entities"]["lasting"] = {"common-name": "Dấu thời gian dài hạn"}
    certs = arch["certs"]
    certs["lasting"] = certs["tsa"] | {"subject": "lasting"}
    ends = (datetime.now(UTC) + SOON).replace(microsecond=0).isoformat()
    certs["tsa"] = certs["tsa"] | {"validity": certs["tsa"]["validity"] | {"valid-to": ends}}
    stamping = arch["services"]["time-stamping"]
    stamping["lasting"] = stamping["tsa"] | {"signing-cert": "lasting"}
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    return Pki(home)


def asking(pki: Pki, *tsa: str) -> Services:
    """Return the services with other addresses for time stamps."""
    return replace(pki.services(), tsa=tsa or (TSA,))
