"""System packages of Debian and Ubuntu: which are needed, which are missing, how they are installed."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

READING = ("tesseract-ocr", "tesseract-ocr-vie", "tesseract-ocr-osd", "tesseract-ocr-script-viet")
SCANNING = ("sane-utils", "libsane1", "sane-airscan")
SIGNING = ("softhsm2",)
"""The rehearsal office holds its certificates in a soft token."""

WINDOW = (
    "libegl1", "libgl1", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "libxkbcommon0", "libxkbcommon-x11-0",
    "libx11-xcb1", "libxcb-cursor0", "libxcb-glx0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1",
    "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0",
    "libxcb-xkb1", "libcups2", "fonts-noto-core",
)
"""What Qt's window on X11 and its printing are linked with, by `ldd` of the plug-ins; Noto is for letters ours lack."""

PROGRAM = READING + SCANNING + SIGNING + WINDOW
"""What the desk needs to run, the rehearsal office included."""

CHECK = ("xvfb", "xauth", "poppler-utils", "qpdf", "postgresql", "dbus", "at-spi2-core")
"""What the tests need besides: a screen without a screen, other people's readers of PDF, a server of databases, and the
bus over which screen readers ask a window what it shows."""

ALIASES = {"libglib2.0-0": ("libglib2.0-0t64",), "libcups2": ("libcups2t64",)}
"""Other names of the same library: a release renames one when its binary interface changes."""

_ASKING_NOTHING = (
    "-o", "Dpkg::Use-Pty=0",
    "-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold",
    "-o", "DPkg::Lock::Timeout=300",
)
"""Settings that a person changed stay as they are; an upgrade under way in the background is waited for, in seconds."""

_NO_ROOT = "These packages are missing, and neither root nor sudo is at hand; ask whoever looks after this machine for:"


def ensure(packages: Iterable[str], *, tell: bool) -> None:
    """Install what is missing of `packages`; on a machine without apt only say what is needed, if `tell` is true.

    When nothing is missing this is one question to dpkg: apt is not called and no network is used.
    """
    if os.name == "nt":
        return
    if not _is_debian_like():
        if tell:
            print("Not a Debian or Ubuntu machine: install by hand what corresponds to", *packages, file=sys.stderr)
        return
    lacking = missing((*_venv_package(), *packages))
    if lacking:
        _install(lacking)


def missing(packages: Iterable[str]) -> list[str]:
    """Return the packages that are installed under none of their names."""
    names = {name: {name, *ALIASES.get(name, ())} for name in packages}
    every = sorted(set().union(*names.values()))
    listed = _output("dpkg-query", "-W", "-f", "${Package} ${Status}\n", *every)
    there = {line.split()[0] for line in listed.splitlines() if line.endswith("install ok installed")}
    return [name for name, aliases in names.items() if not aliases & there]


def _is_debian_like() -> bool:
    return shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def _venv_package() -> tuple[str, ...]:
    """Debian keeps pip's seed apart from Python; a Python from elsewhere brings its own."""
    return () if importlib.util.find_spec("ensurepip") else ("python3-venv",)


def _install(packages: list[str]) -> None:
    """Install packages by apt, as root or by sudo, asking nothing; SystemExit with one sentence when it fails."""
    as_root = [] if os.geteuid() == 0 else ["sudo", *([] if sys.stdin.isatty() else ["-n"])]
    if as_root and shutil.which("sudo") is None:
        raise SystemExit(f"{_NO_ROOT} {' '.join(packages)}")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *_ASKING_NOTHING]
    print("Installing system packages:", *packages, flush=True)
    if subprocess.run([*apt, "update"], check=False).returncode:
        # One dead source of many must not stop what the others can give; the install below decides.
        print("apt-get update did not reach every source; going on with what it knows.", flush=True)
    chosen = [_known_name(name) for name in packages]
    if subprocess.run([*apt, "install", "-y", "--no-install-recommends", *chosen], check=False).returncode:
        raise SystemExit(f"apt-get could not install: {' '.join(chosen)}")


def _known_name(name: str) -> str:
    """Return the first name of a package that this release can install: an old name may live on in name only."""
    for alias in (name, *ALIASES.get(name, ())):
        candidate = [line for line in _output("apt-cache", "policy", alias).splitlines() if "Candidate:" in line]
        if candidate and "(none)" not in candidate[0]:
            return alias
    return name


def _output(*words: str) -> str:
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=environment).stdout
