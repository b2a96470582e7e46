"""Backups that somebody, or a failing disk, has changed."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

Files = dict[str, bytes]
Change = Callable[[Files], None]
HEAD, MANIFEST = "saoy-backup.json", "manifest-sha256.txt"


def files_of(backup: Path) -> Files:
    """Return the files of a ZIP by name."""
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(backup: Path, out: Path, change: Change, *, packed: bool = False) -> Path:
    """Write a backup again after a change; `packed` deflates it as other programs would."""
    files = files_of(backup)
    change(files)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out


def relisted(files: Files) -> None:
    """Make list and head fit the files again, as a forger who knows the format would."""
    rest = {name: data for name, data in files.items() if name not in (HEAD, MANIFEST)}
    lines = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in rest.items()).encode()
    head = json.loads(files[HEAD])
    head["files"], head["bytes"] = len(rest), sum(len(data) for data in rest.values())
    head["manifest"] = hashlib.sha256(lines).hexdigest()
    files[MANIFEST], files[HEAD] = lines, json.dumps(head).encode()
