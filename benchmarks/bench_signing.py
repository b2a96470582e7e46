"""What certifying a hundred copies costs, beside plain pyHanko in the same run: seconds, CPU, memory, requests.

    python -m benchmarks.bench_signing PAGE... [--copies N] [--plain N]

PAGE are pictures (JPEG or PNG); together they are one paper. Each contender runs as a process of its own with all it
starts (`signing_contenders.py`); the authority answers in another, so its work does not count, and counts what it is
asked. Ours has two soft tokens, lays the attestation, signs, seals to B-LTA, verifies each copy with the office's own
roots, and keeps number, chain, journal and every step's bytes on disk. A USB token adds its own time a signature.
"""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate

from benchmarks.signing_office import ADDRESS, TOKENS, open_bench
from benchmarks.whole_process import Cost, measure
from desk.model.certification import Purpose, Signer
from desk.model.paper import Document, Page, Stage
from desk.ports import Desk
from desk.rehearsal.authority import FOLDER, OFFICER_PIN, OFFICER_TOKEN, PREFIX, SEAL_PIN, SEAL_TOKEN, load_architecture
from desk.settings import TRUST
from signing.report import Verdict
from signing.verify import verify
from tests.fakes.authority import Pki, make_pki
from tests.fakes.copies import scan_pdf
from tests.fakes.office import NOW, hold_papers, make_office

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

SERVE = "serve"
Run = Callable[[str, int], tuple[Cost, Counter[str]]]


def serve(home: Path) -> None:
    """Answer until the standard input closes; each line of it is answered by what was asked since the last."""
    from certomancer.integrations.animator import Animator, AnimatorArchStore
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 -- named so by werkzeug
            """Keep silent."""

    authority = load_architecture(home / FOLDER)
    animator = Animator(AnimatorArchStore({authority.arch_label: authority}), with_web_ui=False)
    asked: Counter[str] = Counter()

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        asked["tsa" if "/tsa/" in str(environ["PATH_INFO"]) else "other"] += 1
        answered: Iterable[bytes] = animator(environ, start_response)
        return answered

    port = int((home / ADDRESS).read_text().rpartition(":")[2])
    server = make_server("127.0.0.1", port, answer, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps(asked), flush=True)
        asked.clear()


def make_home(home: Path, pages: list[Path], copies: int) -> Pki:
    """Make an office with papers to be certified, its tokens, and an authority on a port that certificates name."""
    desk = make_office(home, scanner=False)
    make_pki(home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    (home / ADDRESS).write_text(address)
    file = home / FOLDER / "authority.yml"
    told = yaml.safe_load(file.read_text("utf-8"))
    told["external-url-prefix"] = address
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False).replace(PREFIX, address), "utf-8")
    pki = Pki(home)
    for folder in (home / TRUST, home / "certs"):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    for name in ("root", "interm", "officer", "seal"):
        text = load_der_x509_certificate(pki.der(name)).public_bytes(Encoding.PEM)
        (home / "certs" / f"{name}.pem").write_bytes(text)
        if name in ("root", "interm"):
            (home / TRUST / f"{name}.pem").write_bytes(text)
    pki.tokens(home / TOKENS, (OFFICER_TOKEN, OFFICER_PIN, "officer"), (SEAL_TOKEN, SEAL_PIN, "seal"))
    (home / "paper.pdf").write_bytes(scan_pdf(home, pages).read_bytes())
    _put_papers(desk, home / "paper.pdf", len(pages), copies)
    desk.close()
    _assign(home, pki)
    return pki


def _put_papers(desk: Desk, paper: Path, pages: int, copies: int) -> None:
    citizen = hold_papers(desk)
    pdf = desk.store.put_file(paper)
    with desk.unit() as uow:
        for number in range(copies):
            document = uow.documents.add(
                Document(
                    "TAM-261006-0003", citizen.id, None, "bench", NOW, 1, f"bench-{number}", kind="khac",
                    title=f"Giấy thử {number}", kind_confidence=1.0,
                )
            )  # fmt: skip
            for place in range(1, pages + 1):
                uow.documents.add_page(Page(document.id, place, pdf, "image/jpeg", 1240, 1754, 150.0))
            uow.documents.update(replace(document, stage=Stage.CONFIRMED, confirmed_by=1, confirmed_at=NOW, pdf=pdf))
        uow.commit()


def _assign(home: Path, pki: Pki) -> None:
    desk = open_bench(home)
    serials = {token.label: token.serial for token in desk.keys.tokens()}
    with desk.unit() as uow:
        for login, purpose, name, label in (
            ("mai.lt", Purpose.OFFICER, "officer", OFFICER_TOKEN), ("mien.tt", Purpose.SEAL, "seal", SEAL_TOKEN),
        ):  # fmt: skip
            officer, known = uow.officers.by_login(login), pki.certificate(name)
            assert officer is not None
            uow.copies.put_signer(Signer(officer.id, purpose, serials[label], known.sha256, known.der))
        uow.commit()
    desk.close()


def check_office(home: Path, pki: Pki, copies: int) -> int:
    """Look at one copy in twenty as a stranger would; return how many bytes a copy is larger than its paper."""
    desk = open_bench(home)
    with desk.unit(reading=True) as uow:
        made = [copy for copy in uow.copies.of_book("SCTĐT/BS", NOW.year) if copy.stage.done]
    assert len(made) == copies
    for copy in made[::20]:
        assert verify(desk.store.path(copy.file or ""), pki.trust).verdict is Verdict.PASSED
    grown = desk.store.path(made[0].file or "").stat().st_size - (home / "paper.pdf").stat().st_size
    desk.close()
    return grown


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("pages", nargs="+", type=Path)
    asked.add_argument("--copies", type=int, default=100)
    asked.add_argument("--plain", type=int, default=20, help="copies by plain pyHanko; 0 = none")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="saoy-bench-") as folder:
        home = Path(folder) / "office"
        pki = make_home(home, told.pages, told.copies + 1)
        command = [sys.executable, "-m", "benchmarks.bench_signing", SERVE, str(home)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as authority:
            assert authority.stdin is not None
            assert authority.stdout is not None
            authority.stdout.readline()

            def run(contender: str, copies: int) -> tuple[Cost, Counter[str]]:
                command = [sys.executable, "-m", "benchmarks.signing_contenders", contender, str(home), str(copies)]
                cost = measure(command, home / f"{contender}.log")
                print("count", file=authority.stdin, flush=True)
                return cost, Counter(json.loads(authority.stdout.readline() if authority.stdout else "{}"))

            sides = [compare(run, "the whole office", "office", told.copies)]
            print(f"a copy is {check_office(home, pki, told.copies + 1) / 1000:.0f} kB larger than its paper")
            if told.plain:
                sides.append(compare(run, "signing alone", "alone", told.plain))
                cpu, wall = compare(run, "plain pyHanko", "plain", told.plain)
                for name, (mine, clock) in zip(("the whole office", "signing alone"), sides, strict=True):
                    print(f"plain pyHanko : ours, {name} = {cpu / mine:.1f} CPU, {wall / clock:.1f} wall")
            authority.stdin.close()


def compare(run: Run, name: str, contender: str, copies: int) -> tuple[float, float]:
    """Run a contender with one copy and with so many more; print a copy's figures with and without the start."""
    first, _ = run(contender, 1)
    cost, asked = run(contender, copies + 1)
    cpu, wall = (cost.cpu_s - first.cpu_s) / copies, (cost.wall_s - first.wall_s) / copies
    print(f"{name}: {wall:.2f} s, {cpu:.3f} CPU s a further copy; {cost.cpu_s / (copies + 1):.3f} CPU s with the start")
    print(f"  requests a copy: {asked['tsa'] / copies:.2f} to the TSA, {asked['other'] / copies:.2f} others")
    print(f"  largest process {cost.largest_mb:.0f} MB, all together {cost.tree_mb:.0f} MB", flush=True)
    return cpu, wall


if __name__ == "__main__":
    if sys.argv[1:2] == [SERVE]:
        serve(Path(sys.argv[2]))
    else:
        main()
