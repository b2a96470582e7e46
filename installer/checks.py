"""The checks of the house, all at once on all cores, with the time and the result of each."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from environment import ROOT, binaries

TOOLS = {"ruff": ["ruff", "check", "."], "mypy": ["mypy"], "imports": ["lint-imports"]}
TESTS = {
    "unit": ["tests/unit", "tests/contracts"],
    "integration": ["tests/integration"],
    "ui": ["tests/ui"],
    "e2e": ["tests/e2e"],
}
PARTS = (*TOOLS, *TESTS)

_ON_ALL_CORES = ("-n", str(max(1, min(4, os.cpu_count() or 1)) + 1), "--dist", "loadfile", "--no-loadscope-reorder")
"""One process more than cores, as many a test waits for a device or a clock.

The tests of one file stay together, in order, with what they share; `tests/conftest.py` begins with the longest.
"""

_LEAVE_NOTHING = ("-o", "tmp_path_retention_policy=failed")

_MUCH_ROOM = 8 * 2**30
"""Bytes free in a folder in memory for the tests to work there; they need a tenth."""


@dataclass(frozen=True)
class Result:
    """What one part gave; a tool counts as one check, tests count one by one.

    The seconds of tests are the sum of theirs, several at a time.
    """

    part: str
    passed: int
    failed: int
    skipped: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """A skipped test is a gap nobody sees, so it is no good either."""
        return self.passed > 0 and not self.failed and not self.skipped


def run(parts: list[str]) -> int:
    """Run the parts, all of them even when one fails; tell at the end how each went, and return the exit code."""
    started = time.monotonic()
    tests = [part for part in parts if part in TESTS]
    with ThreadPoolExecutor(1) as beside:
        tools = [beside.submit(_run_tool, part) for part in parts if part in TOOLS]
        tested = _run_tests(tests) if tests else []
        results = [*(tool.result() for tool in tools), *tested]
    print()
    for result in results:
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        told = f"{result.passed} passed, {result.failed} failed{skipped}"
        print(f"{'good' if result.is_good else 'FAILED':6} {result.seconds:6.1f} s  {result.part}: {told}")
    faulty = sum(not result.is_good for result in results)
    if any(result.skipped for result in results):
        print("A skipped test is a failure here: install what it asks for, or take the test away.")
    passed, failed = sum(result.passed for result in results), sum(result.failed for result in results)
    print(f"{passed} passed, {max(failed, faulty)} failed in {time.monotonic() - started:.0f} s", flush=True)
    return 1 if faulty else 0


def test(words: list[str]) -> int:
    """Run pytest with the words given, under a screen of its own."""
    return subprocess.run(_on_a_screen(_pytest(*words)), cwd=ROOT, env=_surroundings(), check=False).returncode


def _run_tool(part: str) -> Result:
    """Run a tool and show what it said in one piece, as the tests talk at the same time."""
    started = time.monotonic()
    words = [str(binaries() / TOOLS[part][0]), *TOOLS[part][1:]]
    done = subprocess.run(
        words, cwd=ROOT, env=_surroundings(), check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    print(f"\n== {part}\n{done.stdout.decode('utf-8', 'replace')}", flush=True)
    return Result(part, int(done.returncode == 0), int(done.returncode != 0), 0, time.monotonic() - started)


def _run_tests(parts: list[str]) -> list[Result]:
    """Run the tests of these parts in one go, so that no core waits for the last test of a part."""
    print("\n==", *parts, flush=True)
    folders = [folder for part in parts for folder in TESTS[part]]
    with tempfile.TemporaryDirectory(prefix="saoy-check-", dir=_in_memory()) as place:
        Path(place).chmod(0o711)  # a database server of the tests is another user
        report = Path(place) / "report.xml"
        words = _pytest("-q", "--durations=20", *_LEAVE_NOTHING, *_ON_ALL_CORES, "--junitxml", str(report), *folders)
        surroundings = {**_surroundings(), "TMPDIR": place}
        code = subprocess.run(_on_a_screen(words), cwd=ROOT, env=surroundings, check=False).returncode
        results = _counted(report, parts)
    if code and not any(result.failed for result in results):
        return [Result(one.part, one.passed, 1, one.skipped, one.seconds) for one in results]
    return results


def _in_memory() -> str | None:
    """Return a folder in memory where the system has one with room: the tests wait for the disk thousands of times."""
    memory = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _MUCH_ROOM
    return str(memory) if roomy else None


def _pytest(*words: str) -> list[str]:
    return [str(binaries() / "python"), "-m", "pytest", *words]


def _counted(report: Path, parts: list[str]) -> list[Result]:
    """Read what each part gave from pytest's report; a report that is not there has passed nothing."""
    if not report.exists():
        return [Result(part, 0, 1, 0, 0.0) for part in parts]
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    seconds: defaultdict[str, float] = defaultdict(float)
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 -- written a moment ago by our own pytest
        part = _part_of(f"{case.get('classname', '')}.{case.get('name', '')}".lstrip("."), parts)
        seconds[part] += float(case.get("time", 0))
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            counts[part, "failed"] += 1
        elif skip is not None and skip.get("type") != "pytest.xfail":
            counts[part, "skipped"] += 1
        else:
            counts[part, "passed"] += 1
    return [Result(p, counts[p, "passed"], counts[p, "failed"], counts[p, "skipped"], seconds[p]) for p in parts]


def _part_of(name: str, parts: list[str]) -> str:
    """Return the part a test of this dotted name is of; the first takes what belongs to none: nothing is lost."""
    return next((p for p in parts if any(name.startswith(f.replace("/", ".") + ".") for f in TESTS[p])), parts[0])


def _surroundings() -> dict[str, str]:
    """Return the environment of a check: the project's programs first, and no office of the person who runs it."""
    # Hundreds of children would each compile our modules anew where nothing compiled may be kept.
    unwanted = {"PYTHONDONTWRITEBYTECODE"}
    kept = (name for name in os.environ if not name.startswith("SAOY_") and name not in unwanted)
    environment = {name: os.environ[name] for name in kept}
    path = f"{binaries()}{os.pathsep}{environment.get('PATH', '')}"
    # Several tesseracts with several threads each on two cores wait for one another.
    return {**environment, "PATH": path, "OMP_THREAD_LIMIT": "1"}


def _on_a_screen(words: list[str]) -> list[str]:
    """Run on a screen without a screen, so that nobody's own is used."""
    if os.name == "nt" or sys.platform == "darwin" or shutil.which("xvfb-run") is None:
        return words
    return ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", *words]
