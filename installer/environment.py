"""The project's own Python environment: made, filled from a lock file, and stamped so that it is not filled twice."""

import hashlib
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "saoy-set-up"
PROGRAM_LOCK, CHECK_LOCK = ROOT / "requirements.lock", ROOT / "requirements-check.lock"
"""The second holds all of the first besides the check tools."""


def binaries(venv: Path = VENV) -> Path:
    """Return the folder of an environment's programs."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def is_filled(*, checks: bool) -> bool:
    """Tell by the stamp whether the environment holds the program, and the check tools when `checks` is true."""
    locks = (CHECK_LOCK,) if checks else (PROGRAM_LOCK, CHECK_LOCK)
    return _stamp() in [[_base(), _fingerprint(lock_file)] for lock_file in locks]


def fill(*, checks: bool) -> None:
    """Make the environment if it is not there, and fill it from the lock file; SystemExit when that fails.

    The stamp is written last: what was broken off is done again.
    """
    if not _is_usable():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    STAMP.unlink(missing_ok=True)
    lock = CHECK_LOCK if checks else PROGRAM_LOCK
    print("Installing the locked Python packages; the first time this takes some minutes.", flush=True)
    _pip("install", "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(lock))
    _pip("install", "--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(f"{_base()}\n{_fingerprint(lock)}\n", "utf-8")


def build_wheel() -> None:
    """Build the wheel of the project into dist/."""
    _pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(ROOT / "dist"), str(ROOT))


def lock(extra: list[str]) -> None:
    """Write both lock files anew: exact versions with hashes for every system, and no address of any index.

    Versions that stand stay as they are unless `extra` says `--upgrade`.
    """
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([str(binaries(tools) / "python"), "-m", "pip", "install", "-q", "uv"], check=True)
        compile_words = [
            str(binaries(tools) / "uv"), "pip", "compile", "-q", "pyproject.toml", "--group", "build", *extra,
            "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-header", "--no-annotate",
        ]
        subprocess.run([*compile_words, "-o", PROGRAM_LOCK.name], cwd=ROOT, check=True)
        checks = ["--group", "check", "-c", PROGRAM_LOCK.name, "-o", CHECK_LOCK.name]
        subprocess.run([*compile_words, *checks], cwd=ROOT, check=True)


def _pip(*words: str) -> None:
    pip = [str(binaries() / "python"), "-m", "pip", "--disable-pip-version-check", "-q"]
    if subprocess.run([*pip, *words], check=False).returncode:
        raise SystemExit(f"pip could not finish: pip {' '.join(words)}")


def _stamp() -> list[str]:
    return STAMP.read_text("utf-8").splitlines() if STAMP.exists() else []


def _is_usable() -> bool:
    """Tell whether the environment that stands can be filled: programs in it remember their folder and their Python."""
    if _stamp()[:1] not in ([], [_base()]):
        return False
    python = binaries() / ("python.exe" if os.name == "nt" else "python")
    if not python.exists():
        return False
    return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _base() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]} {ROOT}"


def _fingerprint(lock_file: Path) -> str:
    """Return a digest of all that an installation depends on: the lock and what pyproject.toml says of the package."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    package = repr((settings["project"], settings["build-system"], settings["tool"]["hatch"]))
    return hashlib.sha256(lock_file.read_bytes() + package.encode()).hexdigest()
