"""The checks of the house, in the order they run, with the time and the result of each."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
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
"""Quick ones first."""

_ON_A_SCREEN = {"ui", "e2e"}

_ON_ALL_CORES = ("-n", str(max(1, min(4, os.cpu_count() or 1))), "--dist", "loadfile")
"""One process a core; the tests of one file stay together, in order, with what they share."""


@dataclass(frozen=True)
class Result:
    """What one part gave; a tool counts as one check, tests count one by one."""

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
    results = [_run_part(part) for part in parts]
    print()
    for result in results:
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        told = f"{result.passed} passed, {result.failed} failed{skipped}"
        print(f"{'good' if result.is_good else 'FAILED':6} {result.seconds:6.1f} s  {result.part}: {told}")
    faulty = sum(not result.is_good for result in results)
    if any(result.skipped for result in results):
        print("A skipped test is a failure here: install what it asks for, or take the test away.")
    passed, failed = sum(result.passed for result in results), sum(result.failed for result in results)
    print(f"{passed} passed, {max(failed, faulty)} failed", flush=True)
    return 1 if faulty else 0


def test(words: list[str]) -> int:
    """Run pytest with the words given, under a screen of its own."""
    return subprocess.run(_on_a_screen(_pytest(*words)), cwd=ROOT, env=_surroundings(), check=False).returncode


def _run_part(part: str) -> Result:
    print(f"\n== {part}", flush=True)
    started = time.monotonic()
    if part in TOOLS:
        words = [str(binaries() / TOOLS[part][0]), *TOOLS[part][1:]]
        code = subprocess.run(words, cwd=ROOT, env=_surroundings(), check=False).returncode
        return Result(part, int(code == 0), int(code != 0), 0, time.monotonic() - started)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        words = _pytest("-q", "--durations=5", *_ON_ALL_CORES, "--junitxml", str(report), *TESTS[part])
        if part in _ON_A_SCREEN:
            words = _on_a_screen(words)
        code = subprocess.run(words, cwd=ROOT, env=_surroundings(), check=False).returncode
        passed, failed, skipped = _counted(report)
    return Result(part, passed, max(failed, int(code != 0)), skipped, time.monotonic() - started)


def _pytest(*words: str) -> list[str]:
    return [str(binaries() / "python"), "-m", "pytest", *words]


def _counted(report: Path) -> tuple[int, int, int]:
    """Read passed, failed and skipped tests from pytest's report; a report that is not there has passed nothing."""
    if not report.exists():
        return 0, 1, 0
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 -- written a moment ago by our own pytest
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is not None and skip.get("type") != "pytest.xfail":
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def _surroundings() -> dict[str, str]:
    """Return the environment of a check: the project's programs first, and no office of the person who runs it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAOY_")}
    path = f"{binaries()}{os.pathsep}{environment.get('PATH', '')}"
    # Several tesseracts with several threads each on two cores wait for one another.
    return {**environment, "PATH": path, "OMP_THREAD_LIMIT": "1"}


def _on_a_screen(words: list[str]) -> list[str]:
    """Run on a screen without a screen, so that nobody's own is used."""
    if os.name == "nt" or sys.platform == "darwin" or shutil.which("xvfb-run") is None:
        return words
    return ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", *words]
