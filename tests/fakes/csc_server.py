"""A remote signing service on this machine, by CSC v1: it signs as if a person had confirmed, or fails as told."""

import base64
import json
import ssl
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256

from tests.fakes.authority import FileKey

Deed = Literal[
    "", "denies", "fails", "fails to sign", "gives too few", "signs wrongly", "lets it expire", "never confirms",
    "admits nobody", "talks nonsense", "wants a PIN", "has shut the key", "says too much", "sends elsewhere",
    "breaks off",
]  # fmt: skip

TOKEN = "access-token-of-the-test"


@dataclass
class CscServer:
    """The service, with one credential.

    Attributes:
        does: What goes wrong.
        most: Signatures that one confirmation may be for.
        asked: How often each path was asked.
        hashes: The digests of each request to sign.
        authorised: Those of each request to authorise.
    """

    key: FileKey
    does: Deed = ""
    most: int = 10
    certificate: Path | None = None
    asked: Counter[str] = field(default_factory=Counter)
    hashes: list[list[str]] = field(default_factory=list)
    authorised: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service._answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Return the beginning of its addresses."""
        scheme = "http" if self.certificate is None else "https"
        return f"{scheme}://127.0.0.1:{self._server.server_address[1]}/csc/v1"

    def close(self) -> None:
        """Stop it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        what = request.path.removeprefix("/csc/v1/")
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        self.asked[what] += 1
        if request.headers.get("Authorization") != f"Bearer {TOKEN}" or self.does == "admits nobody":
            self._send(request, 401, {"error": "invalid_token"})
            return
        acts = {
            "credentials/info": self._info, "credentials/authorize": self._authorize, "signatures/signHash": self._sign,
        }  # fmt: skip
        acts[what](request, body)

    def _info(self, request: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        assert body["credentialID"] == "credential-1"
        ders = (self.key.certificate.der, *self.key.chain)
        told = {
            "key": {"status": "enabled", "algo": ["1.2.840.113549.1.1.11"], "len": 2048},
            "cert": {"status": "valid", "certificates": [base64.b64encode(one).decode() for one in ders]},
            "authMode": "implicit", "multisign": self.most,
        }  # fmt: skip
        if self.does == "has shut the key":
            told |= {"key": {"status": "disabled", "algo": [], "len": 2048}}
        if self.does == "wants a PIN":
            told |= {"authMode": "explicit", "PIN": {"presence": "true"}}
        self._send(request, 200, told)

    def _authorize(self, request: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        assert body["numSignatures"] == len(body["hash"]) <= self.most
        self.authorised.append(body["hash"])
        if self.does == "denies":
            self._send(request, 400, {"error": "access_denied"})
        elif self.does == "fails":
            self._send(request, 500, {})
        elif self.does == "never confirms":
            time.sleep(1.0)
        elif self.does == "talks nonsense":
            self._send(request, 200, ["SAD"])
        elif self.does == "says too much":
            self._send(request, 200, {"SAD": "s" * (1 << 21)})
        elif self.does == "sends elsewhere":
            request.send_response(302)
            request.send_header("Location", "http://elsewhere.invalid/")
            request.end_headers()
        elif self.does != "breaks off":
            self._send(request, 200, {"SAD": "sad-1", "expiresIn": 0 if self.does == "lets it expire" else 300})

    def _sign(self, request: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        assert (body["SAD"], body["hashAlgo"]) == ("sad-1", "2.16.840.1.101.3.4.2.1")
        assert body["hash"] == self.authorised[-1]
        self.hashes.append(body["hash"])
        if self.does == "fails to sign":
            self._send(request, 503, {})
            return
        wrong = self.does == "signs wrongly"
        values = [self._value(bytes(32) if wrong else base64.b64decode(text)) for text in body["hash"]]
        given = values[: -1 if self.does == "gives too few" else None]
        self._send(request, 200, {"signatures": [base64.b64encode(one).decode() for one in given]})

    def _value(self, digest: bytes) -> bytes:
        hashed, private = Prehashed(SHA256()), self.key.private
        if isinstance(private, rsa.RSAPrivateKey):
            return private.sign(digest, padding.PKCS1v15(), hashed)
        return private.sign(digest, ec.ECDSA(hashed))

    def _send(self, request: BaseHTTPRequestHandler, status: int, told: object) -> None:
        data = json.dumps(told).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)
