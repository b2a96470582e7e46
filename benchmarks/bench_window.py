"""How long until the window can be used, and what it holds at rest, seen from outside, beside other programs.

    python -m benchmarks.bench_window [--documents N] [--runs N] [--office DIR] [--peers]

Needs Xvfb and xdotool; `--peers` also paperwork-gtk, gscan2pdf and dbus-run-session (none is needed by the program).
Each run starts the program as a fresh process in an empty home, in turns. `shown` is when the X server says that a
window of its name is mapped, `usable` when its processes rest for the first time after that (under 10 % of a core over
a quarter of a second): what is asked for before is not answered. `memory` is the PSS of all its processes, 5 s later.
The peers have no documents at all; ours is a rehearsal office of many. A run of each beforehand is not counted: peers
greet a new home with a question.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.whole_process import share, tree

TITLE = "Sao Y"
PATIENCE_S = 60
REST_S, REST_SHARE = 0.25, 0.1
SAOY = str(Path(sys.executable).parent / "saoy")
PEERS = {"Paperwork": "paperwork-gtk", "gscan2pdf": "gscan2pdf"}
BOX = "^Messages$"
"""A box in which gscan2pdf tells what it misses; it is closed by Esc as soon as it is there, as nobody could."""


_TICKS_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Start:
    """What one start took: seconds until shown and usable, and MB of 10^6 bytes at rest."""

    shown_s: float
    usable_s: float
    memory_mb: float


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment of an X server of its own, of the size of an office's screen."""
    # Without "-noreset" the server starts anew each time its only client goes, and refuses a program that comes then.
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield {**os.environ, "DISPLAY": f":{answer.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def start(command: Sequence[str], title: str, environment: dict[str, str], rest_s: float = 5.0) -> Start:
    """Start a program, measure it until it rests and a while after, and end it with all its processes."""
    search = ["xdotool", "search", "--onlyvisible", "--name", title]
    aside = tempfile.TemporaryDirectory()  # what was ended lies there: gscan2pdf would ask about it at each start
    environment = environment | {"TMPDIR": aside.name}
    began = time.perf_counter()
    program = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        # Asked again and again: the tool's own waiting looks twice a second only.
        while subprocess.run(search, env=environment, check=False, capture_output=True).returncode:
            _close_box(environment)
            _wait(began, title)
        shown = time.perf_counter() - began
        rests = _rests_at(program.pid, began, title)
        time.sleep(rest_s)
        return Start(shown, rests - began, sum(share(number) for number in tree(program.pid)) / 1e6)
    finally:
        for number in reversed(tree(program.pid)):
            subprocess.run(["kill", str(number)], check=False, stderr=subprocess.DEVNULL)
        program.wait()
        aside.cleanup()


def _close_box(environment: dict[str, str]) -> None:
    search = ["xdotool", "search", "--onlyvisible", "--name", BOX]
    found = subprocess.run(search, env=environment, check=False, capture_output=True, text=True).stdout.split()
    if found:
        keys = ["xdotool", "windowfocus", found[0], "key", "--window", found[0], "Escape"]
        subprocess.run(keys, env=environment, check=False, capture_output=True)


def _rests_at(root: int, began: float, title: str) -> float:
    """Return when the first stretch of rest began."""
    looks: deque[tuple[float, float]] = deque()
    while True:
        now = (time.perf_counter(), _worked_s(root))
        looks.append(now)
        while len(looks) > 1 and looks[1][0] <= now[0] - REST_S:
            looks.popleft()
        if now[0] - looks[0][0] >= REST_S and now[1] - looks[0][1] < REST_SHARE * REST_S:
            return looks[0][0]
        _wait(began, title)


def _wait(began: float, title: str, seconds: float = 0.02) -> None:
    if time.perf_counter() - began > PATIENCE_S:
        raise SystemExit(f"the window of {title} did not come to rest")
    time.sleep(seconds)


def _worked_s(root: int) -> float:
    """Return the CPU seconds of a process and its children so far; one that ended meanwhile counts nothing."""
    seconds = 0.0
    for number in tree(root):
        try:
            fields = Path(f"/proc/{number}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        seconds += (int(fields[11]) + int(fields[12])) / _TICKS_S
    return seconds


def told(name: str, starts: Sequence[Start]) -> Start:
    """Print the medians of a program's starts, and return them."""
    median = Start(*(statistics.median(values) for values in zip(*map(_values, starts), strict=True)))
    each = ", ".join(f"{one.shown_s:.2f}/{one.usable_s:.2f}" for one in starts)
    seconds = f"shown {median.shown_s:.2f} s, usable {median.usable_s:.2f} s"
    print(f"{name:10} {seconds}, at rest {median.memory_mb:.0f} MB ({each})")
    return median


def _values(one: Start) -> tuple[float, float, float]:
    return one.shown_s, one.usable_s, one.memory_mb


def main() -> int:
    """Start each program in turns, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=20000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--office", type=Path)
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, screen() as environment:
        office = given.office or Path(name) / "office"
        if not given.office:
            began = time.perf_counter()
            command = [SAOY, "init", "--office", str(office), "--demo", "--documents", str(given.documents), "--json"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            print(f"a rehearsal office of {given.documents} documents: {time.perf_counter() - began:.1f} s")
        home = Path(name) / "home"
        (home / "run").mkdir(parents=True, mode=0o700)
        environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}
        commands = {TITLE: [SAOY, "--office", str(office)]}
        if given.peers:
            commands |= {peer: ["dbus-run-session", "--", command] for peer, command in PEERS.items()}
        starts: dict[str, list[Start]] = {title: [] for title in commands}
        for number in range(given.runs + 1):
            for title, command in commands.items():
                one = start(command, title, environment)
                starts[title] += [one] if number else []
    ours, *peers = (told(title, some) for title, some in starts.items())
    if peers:
        best = min(one.usable_s for one in peers)
        print(f"usable: {ours.usable_s / best:.2f} of the quickest peer; shown: "
              f"{ours.shown_s / min(one.shown_s for one in peers):.2f}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
