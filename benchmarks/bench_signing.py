"""What certifying copies costs: seconds, CPU, memory and requests of a copy, laid out, signed, sealed to B-LTA.

    python -m benchmarks.bench_signing PAGE... [--copies N]

PAGE are pictures (JPEG or PNG); together they are one paper. The authority answers in a process of its own, so its work
does not count as ours. Keys are files: a token adds its own time for each of the two signatures.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desk.rehearsal.authority import PREFIX, TSA
from desk.wiring import SystemClock
from signing.attest import attest
from signing.copy import CopySigner
from signing.network import Wire
from signing.services import Services
from tests.fakes.authority import Pki, make_pki
from tests.fakes.copies import ATTESTATION, scan_pdf

SERVE = "serve"
Done = TypeVar("Done")


def serve(home: Path) -> None:
    """Answer until the standard input closes."""
    authority = Pki(home)
    print(dict(authority.services().rewrites)[PREFIX], flush=True)
    sys.stdin.read()
    authority.close()


class Meter:
    """Adds up what each step costs, and counts requests."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = {}
        self.wall: dict[str, float] = {}
        self.asked = {"tsa": 0, "other": 0}

    def step(self, name: str, work: Callable[[], Done]) -> Done:
        """Do a step and add what it cost."""
        cpu, wall = time.process_time(), time.perf_counter()
        done = work()
        self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - cpu
        self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - wall
        return done

    def count_requests(self) -> None:
        """Count what the wire is asked from now on."""
        ask = Wire.ask

        async def counted(wire: Wire, url: str, *rest: object) -> bytes:
            self.asked["tsa" if url == TSA else "other"] += 1
            return await ask(wire, url, *rest)  # type: ignore[arg-type]  # passed on as they came

        Wire.ask = counted  # type: ignore[method-assign, assignment]  # a meter between caller and wire


def certify(meter: Meter, room: CopySigner, pki: Pki, paper: Path) -> Path:
    """Make one copy."""
    laid, signed, sealed = (paper.with_name(f"{name}.pdf") for name in ("laid", "signed", "sealed"))
    officer, seal = pki.key("officer"), pki.key("seal")
    meter.step("attest", lambda: attest(paper, ATTESTATION, laid))
    meter.step("sign", lambda: room.sign(laid, ATTESTATION, officer, signed))
    done = meter.step("seal", lambda: room.seal(signed, ATTESTATION, seal, sealed))
    assert done.lacking is None, done
    return sealed


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("pages", nargs="+", type=Path)
    asked.add_argument("--copies", type=int, default=100)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        pki = make_pki(home / "office")
        command = [sys.executable, "-m", "benchmarks.bench_signing", SERVE, str(home / "office")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as authority:
            where = authority.stdout.readline().strip() if authority.stdout else ""
            services = Services(tsa=(TSA,), tsa_timeout_s=15.0, tsa_tries=1, rewrites=((PREFIX, where),))
            room = CopySigner(lambda: pki.trust, lambda: services, SystemClock().now)
            paper = scan_pdf(home, told.pages)
            certify(Meter(), room, pki, paper)
            meter = Meter()
            meter.count_requests()
            for _ in range(told.copies):
                sealed = certify(meter, room, pki, paper)
            report(meter, told.copies, sealed.stat().st_size - paper.stat().st_size)
            authority.communicate()


def report(meter: Meter, copies: int, grown: int) -> None:
    """Print the figures of one copy."""
    for name in meter.cpu:
        print(f"{name:8}{meter.wall[name] / copies:7.2f} s {meter.cpu[name] / copies:7.3f} CPU s")
    total = sum(meter.cpu.values()) / copies
    print(f"a copy  {sum(meter.wall.values()) / copies:7.2f} s {total:7.3f} CPU s")
    print(f"requests a copy: {meter.asked['tsa'] / copies:.2f} to the TSA, {meter.asked['other'] / copies:.2f} others")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"a copy is {grown / 1000:.0f} kB larger than its paper; largest {most:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == [SERVE]:
        serve(Path(sys.argv[2]))
    else:
        main()
