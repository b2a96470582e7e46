"""The one page a phone sees, and the headers that keep it to itself (trang chụp giấy, nằm trọn trong một tệp)."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

_FILE = "phone.html"
_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@cache
def page() -> bytes:
    """Return the page, UTF-8."""
    return files("desk.scan").joinpath(_FILE).read_bytes()


def _hash(pattern: "re.Pattern[bytes]") -> str:
    found = pattern.findall(page())
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(part).digest()).decode()}'" for part in found)


HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; script-src {_hash(_SCRIPT)}; style-src {_hash(_STYLE)}; img-src blob: data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
"""Sent with every answer: nothing is loaded from elsewhere, shown in another page, kept, or told to anyone."""
