"""What this machine remembers of network scanners (máy quét mạng đã biết): last good address, certificate seen first.

A device signs its own certificate, so nobody vouches for it. What can be told is whether it is the one of last time:
the first certificate is kept, and another one at the same address, or from a device of the same identity, is a fault
until a person takes it.
"""

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desk.errors import ScannerChanged

FILE = "scanners.json"
"""Its name in the folder of the office; of this machine, so no backup holds it."""

_MOST = 64
"""So many devices and certificates are remembered; a network that shows more is playing with us."""

_SHOWN = 16


class Known:
    """Addresses and certificates in one small file; every change is written whole and renamed into place.

    Args:
        file: Where; None remembers for as long as the object lives.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._data: dict[str, dict[str, str]] = {}

    def addresses(self) -> dict[str, str]:
        """Return identity -> last good address."""
        with self._lock:
            return dict(self._read()["addresses"])

    def remember(self, identity: str, address: str) -> None:
        """Keep the address a device answered at."""
        with self._lock:
            if identity and self._read()["addresses"].get(identity) != address:
                self._keep("addresses", identity, address)

    def meet(self, names: Sequence[str], certificate: bytes) -> None:
        """Hold a certificate (DER) against the one seen first under any of a device's names, or keep it as the first.

        Args:
            names: Of one device: where it answers ("192.168.1.20:443"), and its identity once it has told it.
            certificate: What it shows.

        Raises:
            ScannerChanged: it is another one; `trust` takes it.
        """
        digest = hashlib.sha256(certificate).hexdigest()
        with self._lock:
            seen = self._read()["certificates"]
            other = next((seen[name] for name in names if seen.get(name, digest) != digest), None)
            for name in names:
                if other is not None:
                    self._keep("offered", name, digest)
                elif name not in seen:
                    self._keep("certificates", name, digest)
        if other is not None:
            raise ScannerChanged(device=names[0], fingerprint=digest[:_SHOWN], before=other[:_SHOWN])

    def is_met(self, name: str) -> bool:
        """Tell whether a certificate has been seen under a name."""
        with self._lock:
            return name in self._read()["certificates"]

    def trust(self, name: str) -> bool:
        """Take the other certificate a name was last seen to have, for all names of the device; False: none was."""
        with self._lock:
            data = self._read()
            digest, before = data["offered"].pop(name, None), data["certificates"].get(name)
            if digest is None:
                return False
            also = [one for one, offered in data["offered"].items() if offered == digest]
            also += [one for one, kept in data["certificates"].items() if kept == before and before is not None]
            for one in also:
                data["offered"].pop(one, None)
            for one in {name, *also}:
                self._keep("certificates", one, digest)
            return True

    def _read(self) -> dict[str, dict[str, str]]:
        """Return what the file holds now; another process may have written it. A broken file is an empty one."""
        if self._file is not None:
            found: Any = None
            with contextlib.suppress(OSError, ValueError):
                found = json.loads(self._file.read_text("utf-8"))
            self._data = found if isinstance(found, dict) else {}
        for part in ("addresses", "certificates", "offered"):
            rows = self._data.get(part)
            kept = rows if isinstance(rows, dict) else {}
            self._data[part] = {str(name): str(value) for name, value in kept.items()}
        return self._data

    def _keep(self, part: str, name: str, value: str) -> None:
        rows = self._data[part]
        rows.pop(name, None)
        rows[name] = value
        while len(rows) > _MOST:
            del rows[next(iter(rows))]
        if self._file is None:
            return
        fresh = self._file.with_name(f".{self._file.name}.{os.getpid()}-{threading.get_ident()}")
        with contextlib.suppress(OSError):  # a full disk forgets an address; the scan itself says what it needs
            fresh.write_text(json.dumps(self._data, ensure_ascii=False, indent=1), "utf-8")
            fresh.replace(self._file)
