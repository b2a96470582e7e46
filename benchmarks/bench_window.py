"""How long until the window is on the screen, from outside, in a rehearsal office of many documents.

    python -m benchmarks.bench_window [--documents N] [--runs N] [--office DIR]

Needs Xvfb and xdotool. Each run starts the installed command as a fresh process; the clock stops when the X server
says that a window with the program's name is mapped. With `--office` an office made before is used.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TITLE = "Sao Y"
PATIENCE_S = 60
SAOY = str(Path(sys.executable).parent / "saoy")


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment of an X server of its own, of the size of an office's screen."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield {**os.environ, "DISPLAY": f":{answer.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def shown_after_s(office: Path, environment: dict[str, str]) -> float:
    """Start the window and return the seconds until it is mapped."""
    began = time.perf_counter()
    search = ["xdotool", "search", "--onlyvisible", "--name", TITLE]
    window = subprocess.Popen([SAOY, "--office", str(office)], env=environment, stderr=subprocess.DEVNULL)
    try:
        # Asked again and again: the tool's own waiting looks twice a second only.
        while subprocess.run(search, env=environment, check=False, capture_output=True).returncode:
            if time.perf_counter() - began > PATIENCE_S:
                raise SystemExit("the window did not come")
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        window.terminate()
        window.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=20000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--office", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, screen() as environment:
        office = given.office or Path(name) / "office"
        if not given.office:
            began = time.perf_counter()
            command = [SAOY, "init", "--office", str(office), "--demo", "--documents", str(given.documents), "--json"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            print(f"a rehearsal office of {given.documents} documents: {time.perf_counter() - began:.1f} s")
        first = shown_after_s(office, environment)
        times = [shown_after_s(office, environment) for _ in range(given.runs)]
    each = ", ".join(f"{seconds:.2f}" for seconds in times)
    print(f"window: median {statistics.median(times):.2f} s of {given.runs} ({each}); the very first {first:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
