"""Set-up, checks and the lock file, for people and for CI; needs nothing but Python 3.11's standard library.

python3 installer/dev.py start [--install-only] [words for saoy …]
python3 installer/dev.py check [lint|fast|slow|window|road …]
python3 installer/dev.py lock
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "saoy-set-up"
LOCK, CHECK_LOCK = ROOT / "requirements.lock", ROOT / "requirements-check.lock"

PARTS: dict[str, list[list[str]]] = {
    "lint": [["ruff", "check", "."], ["mypy"], ["lint-imports"]],
    "fast": [["pytest", "-q", "tests/unit", "tests/contracts"]],
    "slow": [["pytest", "-q", "tests/integration"]],
    "window": [["pytest", "-q", "tests/ui"]],
    "road": [["pytest", "-q", "tests/e2e"]],
}
"""The checks in the order they run, the quick ones first."""


def set_up(*, with_checks: bool) -> None:
    """Install what is missing; when nothing has changed since the last time this is one look at a file."""
    packages = system.PROGRAM + (system.CHECK if with_checks else ())
    wanted = _fingerprint(packages, with_checks=with_checks)
    if _stamped() & {wanted, _fingerprint(system.PROGRAM + system.CHECK, with_checks=True)}:
        return
    if system.is_debian_like():
        lacking = system.missing(packages)
        if lacking:
            system.install(lacking)
    elif os.name != "nt":
        print("Not a Debian or Ubuntu machine: install by hand what corresponds to", " ".join(packages))
    if not (BIN / "pip").exists() and not (BIN / "pip.exe").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "-q"]
    locks = [LOCK, CHECK_LOCK] if with_checks else [LOCK]
    print("Installing the locked Python packages", flush=True)
    for lock in locks:
        subprocess.run([*pip, "install", "--require-hashes", "--no-deps", "-r", str(lock)], check=True)
    subprocess.run([*pip, "install", "--no-build-isolation", "--no-deps", "-e", str(ROOT)], check=True)
    STAMP.write_text("\n".join(sorted(_stamped() | {wanted})), "ascii")


def _fingerprint(packages: tuple[str, ...], *, with_checks: bool) -> str:
    """Return a digest of all that a set-up depends on."""
    summed = hashlib.sha256(f"{sys.version_info[:2]} {ROOT} {' '.join(packages)}".encode())
    for file in (LOCK, *((CHECK_LOCK,) if with_checks else ()), ROOT / "pyproject.toml"):
        summed.update(file.read_bytes())
    return summed.hexdigest()


def _stamped() -> set[str]:
    return set(STAMP.read_text("ascii").split()) if STAMP.exists() else set()


def start(words: list[str]) -> int:
    """Set up if needed, then open the desk with the words given."""
    set_up(with_checks=False)
    if "--install-only" in words:
        print("Installed. Open the desk by ./start, or rehearse by ./start --demo")
        return 0
    saoy = str(BIN / "saoy")
    if os.name == "nt":
        return subprocess.run([saoy, *words], check=False).returncode
    os.execv(saoy, [saoy, *words])


def check(parts: list[str]) -> int:
    """Run the checks, all or the parts named; stop at nothing, and tell at the end what failed and how long each took."""
    set_up(with_checks=True)
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "OMP_THREAD_LIMIT": "1"}
    environment.pop("SAOY_OFFICE", None)
    results = []
    for part in parts or list(PARTS):
        for words in PARTS[part]:
            started = time.monotonic()
            code = subprocess.run(_under_display(part, words), cwd=ROOT, env=environment, check=False).returncode
            results.append((words, code, time.monotonic() - started))
    print()
    for words, code, seconds in results:
        print(f"{'ok    ' if code == 0 else 'FAILED'} {seconds:6.1f} s  {' '.join(words)}")
    failed = sum(1 for _, code, _ in results if code)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _under_display(part: str, words: list[str]) -> list[str]:
    """Run the window's checks on a screen of their own."""
    if part not in ("window", "road") or os.name == "nt":
        return words
    return ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", *words]


def lock() -> int:
    """Write both lock files anew: exact versions with hashes for Linux and Windows, and no address of any index."""
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        binary = tools / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([str(binary / "python"), "-m", "pip", "install", "-q", "uv"], check=True)
        base = [
            str(binary / "uv"), "pip", "compile", "-q", "--universal", "--generate-hashes", "--no-emit-index-url",
            "--no-header", "--no-annotate", "--python-version", "3.11", "pyproject.toml",
        ]
        subprocess.run([*base, "--group", "build", "-o", LOCK.name], cwd=ROOT, check=True)
        subprocess.run(
            [*base, "--group", "build", "--group", "check", "-c", LOCK.name, "-o", CHECK_LOCK.name], cwd=ROOT, check=True
        )
    return 0


def main(words: list[str]) -> int:
    """Do one verb."""
    verb, rest = (words[0], words[1:]) if words else ("", [])
    if verb == "start":
        return start(rest)
    if verb == "check" and set(rest) <= set(PARTS):
        return check(rest)
    if verb == "lock":
        return lock()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
