"""The rehearsal's certificate authority (đơn vị chứng thực diễn tập): certificates, time stamps, their state.

It lies whole inside the folder of a rehearsal office and names no place on the disk, so that it may be copied and
restored with the office. Its addresses begin with `PREFIX`, which no network knows; each process that needs them starts
a server of its own on loopback, on a free port, and says so in `Services.rewrites`.
"""

import logging
import shutil
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from desk.errors import AuthorityDown, SoftTokenMissing
from desk.rehearsal.people import rehearsal_words
from desk.rehearsal.soft_tokens import SoftToken, make_tokens, soft_module
from desk.settings import TRUST
from desk.text import phrase
from desk.wiring import SystemClock
from signing.services import Services
from signing.values import Module

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from certomancer.registry import PKIArchitecture
    from werkzeug.serving import BaseWSGIServer

PREFIX = "http://saoy-dien-tap.invalid"
"""How every address in the rehearsal's certificates begins; `.invalid` is nobody's (RFC 2606)."""

FOLDER = "authority"
"""Folder of the rehearsal's authority in an office."""

OFFICER_TOKEN, OFFICER_PIN = "CanBo", "112233"
SEAL_TOKEN, SEAL_PIN = "ConDau", "445566"
CLERK_TOKEN, CLERK_PIN = "TiepNhan", "778899"
"""The rehearsal's tokens and their PINs: published, they guard nothing."""

TSA = f"{PREFIX}/saoy/tsa/tsa"
_ARCH = "saoy"
SILENT = "silent"
"""Folder in it that names the services of this desk's authority that answer no more."""

_CONFIG, _KEYS, _TOKENS = "authority.yml", "keys", "tokens"
_PEOPLE = ("root", "interm", "ocsp", "tsa", "officer", "seal", "clerk")
_TIMEOUT_S = 15.0
_log = logging.getLogger(__name__)


def authority_exists(home: Path) -> bool:
    """Tell whether an office has a rehearsal authority."""
    return (home / FOLDER / _CONFIG).is_file()


def make_authority(home: Path, at: datetime | None = None) -> None:
    """Found the authority in an office: keys, certificates valid from now on, two tokens, the trusted root.

    It appears whole or not at all. Where SoftHSM is not installed it has no tokens; `Authority.module` says so.

    Args:
        home: Folder of the office.
        at: When it is founded; certificates begin a day earlier. None = now.

    Raises:
        AuthorityDown: the folder cannot be written.
    """
    try:
        _make(home, at or SystemClock().now())
    except OSError as fault:
        raise AuthorityDown(why=type(fault).__name__) from fault


def _make(home: Path, at: datetime) -> None:
    making = home / f".{FOLDER}.new"
    shutil.rmtree(making, ignore_errors=True)
    (making / _KEYS).mkdir(parents=True)
    for name in _PEOPLE:
        (making / _KEYS / f"{name}.pem").write_bytes(_new_key())
    (making / _CONFIG).write_text(_config(at), "utf-8")
    authority = load_architecture(making)
    _trust(authority, home / TRUST)
    try:
        make_tokens(making / _TOKENS, [_soft_token(authority, *token) for token in _tokens()])
    except SoftTokenMissing:
        _log.info("no soft tokens: SoftHSM is not installed")
    shutil.rmtree(home / FOLDER, ignore_errors=True)
    making.replace(home / FOLDER)


def _tokens() -> list[tuple[str, str, str]]:
    return [
        (OFFICER_TOKEN, OFFICER_PIN, "officer"), (SEAL_TOKEN, SEAL_PIN, "seal"), (CLERK_TOKEN, CLERK_PIN, "clerk"),
    ]  # fmt: skip


def _new_key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _config(at: datetime) -> str:
    begins = at.replace(microsecond=0) - timedelta(days=1)
    place = rehearsal_words("people")
    words = {
        "commune": place["commune"], "province": place["province"], "officer": phrase("rehearsal.certifier-name"),
        "clerk": phrase("rehearsal.clerk-name"),
        "begins": begins.isoformat(),
        "root_ends": (begins + timedelta(days=20 * 365)).isoformat(),
        "interm_ends": (begins + timedelta(days=19 * 365)).isoformat(),
        "services_end": (begins + timedelta(days=15 * 365)).isoformat(),
        "people_end": (begins + timedelta(days=3 * 365)).isoformat(),
    }
    shape = resources.files("desk.rehearsal").joinpath("data", _CONFIG).read_text("utf-8")
    return Template(shape).substitute(words)


def _trust(authority: "PKIArchitecture", folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in ("root", "interm"):
        (folder / f"rehearsal-{name}.pem").write_text(_pem(certificate(authority, name)), "ascii")


def _soft_token(authority: "PKIArchitecture", label: str, pin: str, name: str) -> SoftToken:
    key = authority.key_set.get_private_key(_label("KeyLabel", name))
    return SoftToken(label, pin, key.dump(), certificate(authority, name), name)


def _label(kind: str, name: str) -> Any:  # noqa: ANN401 -- a label class of certomancer, which is loaded late
    from certomancer.registry import common

    return getattr(common, kind)(name)


def load_architecture(folder: Path) -> "PKIArchitecture":
    """Load the certificates and services described in a folder; the same folder always gives the same certificates."""
    from certomancer.registry import CertomancerConfig

    config = CertomancerConfig.from_yaml((folder / _CONFIG).read_text("utf-8"), key_search_dir=str(folder))
    return config.get_pki_arch(_label("ArchLabel", _ARCH))


def certificate(authority: "PKIArchitecture", name: str) -> bytes:
    """Return the DER of a certificate by its name in the description."""
    der: bytes = authority.get_cert(_label("CertLabel", name)).dump()
    return der


def _pem(der: bytes) -> str:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode()


class Authority:
    """The authority of one office, for this process: its server starts when `services` is first asked for.

    Several processes may each have one on the same office.

    Args:
        home: Folder of the office.
    """

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._lock = threading.Lock()
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    def services(self) -> Services:
        """Return the services of the network, started when they are not running yet.

        Raises:
            AuthorityDown: they cannot be started.
        """
        with self._lock:
            if self._server is None:
                self._start()
            port = self._server.server_port if self._server else 0
        return Services(
            tsa=(TSA,), tsa_timeout_s=_TIMEOUT_S, tsa_tries=1, timeout_s=_TIMEOUT_S,
            rewrites=((PREFIX, f"http://127.0.0.1:{port}"),),
        )

    def module(self) -> Module:
        """Return the driver of the office's two soft tokens, told where they lie now.

        Raises:
            SoftTokenMissing: SoftHSM is not installed, or was not when the office was founded.
        """
        return soft_module(self._folder / _TOKENS)

    def silence(self, *services: str) -> None:
        """Have services ("tsa", "ocsp", "crls", "certs") answer no more, in every process, until `speak`."""
        (self._folder / SILENT).mkdir(exist_ok=True)
        for service in services:
            (self._folder / SILENT / service).touch()

    def speak(self, services: Iterable[str] = ("tsa", "ocsp", "crls", "certs")) -> None:
        """Have services answer again."""
        for service in services:
            (self._folder / SILENT / service).unlink(missing_ok=True)

    def close(self) -> None:
        """Stop the server if it runs."""
        with self._lock:
            server, self._server = self._server, None
            if server is not None and self._thread is not None:
                server.shutdown()
                self._thread.join(5)

    def _start(self) -> None:
        """Listen; what is asked before the thread runs waits in the socket's queue, so nobody waits for a port."""
        try:
            self._server = _listen(load_architecture(self._folder), self._folder / SILENT)
        except (OSError, ValueError, SystemExit) as fault:
            raise AuthorityDown(why=type(fault).__name__) from fault
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="rehearsal-authority", daemon=True
        )
        self._thread.start()


def _listen(authority: "PKIArchitecture", silent: Path) -> "BaseWSGIServer":
    """Bind a server to a free port of loopback; it writes nothing to the terminal."""
    from certomancer.integrations.animator import Animator, AnimatorArchStore
    from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 -- named so by werkzeug
            """Keep silent; requests are no one's news."""

    class Server(ThreadedWSGIServer):
        daemon_threads = True

        def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 -- named so by werkzeug
            """Tell the office's log of trouble, nobody else."""
            _log.debug("rehearsal authority: %s", type)

    animator = Animator(AnimatorArchStore({authority.arch_label: authority}), with_web_ui=False)
    one_by_one = threading.Lock()

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        parts = str(environ["PATH_INFO"]).split("/")
        if len(parts) > 2 and (silent / parts[2]).exists():
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return []
        with one_by_one:  # certomancer makes its certificates when they are first asked for
            return list(animator(environ, start_response))

    return Server("127.0.0.1", 0, answer, Quiet)
