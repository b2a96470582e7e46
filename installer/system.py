"""System packages on Debian and Ubuntu: which are needed, which are missing, how they are installed."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PROGRAM = (
    "python3-venv",
    "tesseract-ocr", "tesseract-ocr-vie", "tesseract-ocr-osd", "tesseract-ocr-script-viet",
    "sane-utils", "libsane1", "sane-airscan", "softhsm2",
    "libegl1", "libgl1", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "libxkbcommon0", "libxkbcommon-x11-0",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0",
    "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1", "libxcb-glx0", "libx11-xcb1",
    "fonts-noto-core",
)
"""What the desk needs; the fonts it draws with come with it, Noto is the fallback for other scripts."""

CHECK = ("xvfb", "xauth", "poppler-utils", "qpdf")
"""What the tests need besides."""

RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libsane1": "libsane1"}
"""Names of newer releases (64-bit time), taken when the old name is not known."""


def is_debian_like() -> bool:
    """Tell whether apt looks after this machine."""
    return shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def missing(packages: Iterable[str]) -> list[str]:
    """Return the packages that are not installed, under the names this release knows them by."""
    names = {name: {name, RENAMED.get(name, name)} for name in packages}
    every = sorted({alias for aliases in names.values() for alias in aliases})
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *every], capture_output=True, text=True, check=False
    ).stdout
    there = {line.split()[0] for line in listed.splitlines() if line.endswith("install ok installed")}
    return [name for name, aliases in names.items() if not aliases & there]


def install(packages: list[str]) -> None:
    """Install packages by apt, as root or by sudo; SystemExit with one sentence when that is not possible."""
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    if as_root and shutil.which("sudo") is None:
        raise SystemExit("These packages are missing, and neither root nor sudo is at hand: " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    keep = ["--preserve-env=DEBIAN_FRONTEND"] if as_root else []
    apt = [*as_root, *keep, "apt-get", "-q", "-o", "Dpkg::Use-Pty=0"]
    print("Installing system packages:", " ".join(packages), flush=True)
    subprocess.run([*apt, "update"], env=environment, check=True)
    chosen = [_known_name(name) for name in packages]
    done = subprocess.run([*apt, "install", "-y", "--no-install-recommends", *chosen], env=environment, check=False)
    if done.returncode:
        raise SystemExit("apt-get could not install: " + " ".join(chosen))


def _known_name(name: str) -> str:
    """Return the name this release can install: a renamed package may exist in name only."""
    if name in RENAMED:
        policy = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False).stdout
        if "Candidate:" not in policy or "Candidate: (none)" in policy:
            return RENAMED[name]
    return name
