"""Reading whom one trusts from a folder (thư mục gốc tin cậy): certificates as PEM or DER."""

from pathlib import Path

from signing.certificate import is_authority, issued_by, read_certificate
from signing.errors import CertificateAbsent, RootUnreadable
from signing.services import Trust

_ENDINGS = {".pem", ".crt", ".cer", ".der"}
_BEGIN, _END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
_MOST = 4 << 20


def read_trust(place: Path) -> Trust:
    """Return whom a folder, or one file, of certificates makes one trust; an absent folder trusts nobody.

    An authority that issued its own certificate is a root; any other certificate only helps to build paths.

    Raises:
        RootUnreadable: a file that ends like one of a certificate is none.
    """
    found = [der for file in files_of(place) for der in certificates_of(file)]
    roots = tuple(dict.fromkeys(der for der in found if is_authority(der) and issued_by(der, der)))
    return Trust(roots, tuple(der for der in dict.fromkeys(found) if der not in roots))


def files_of(place: Path) -> list[Path]:
    """Return the files of certificates in a folder, or the one file itself; an absent place has none."""
    if place.is_dir():
        return sorted(file for file in place.iterdir() if file.suffix.lower() in _ENDINGS and file.is_file())
    return [place] if place.is_file() else []


def certificates_of(file: Path) -> list[bytes]:
    """Return the DER of the certificates in a file, PEM or DER.

    Raises:
        RootUnreadable: there is none, or one is damaged.
    """
    from base64 import b64decode

    try:
        data = file.read_bytes() if file.stat().st_size <= _MOST else b""
        blocks = [block.partition(_END)[0] for block in data.split(_BEGIN)[1:]]
        found = [b64decode(b"".join(block.split()), validate=True) for block in blocks] if blocks else [data]
        for der in found:
            read_certificate(der)
    except (OSError, ValueError, CertificateAbsent) as fault:
        raise RootUnreadable(file=file.name) from fault
    return found


def together(one: Trust, other: Trust) -> Trust:
    """Return the trust of both, each certificate once."""
    roots = tuple(dict.fromkeys(one.roots + other.roots))
    return Trust(roots, tuple(der for der in dict.fromkeys(one.others + other.others) if der not in roots))
