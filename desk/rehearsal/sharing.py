"""One rehearsal authority for all desks of a shared office (đơn vị chứng thực diễn tập dùng chung).

It lies in the folder of each desk, as its tokens and keys are files. The first desk lays it into the store of objects
and its digest into the settings of the office; every other one takes it from there instead of founding a second, whose
certificates would take the place of the first one's. It guards nothing: its PINs are published.
"""

import io
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from desk.errors import AuthorityDown, ObjectChanged, ObjectMissing
from desk.ports import Desk
from desk.rehearsal.authority import FOLDER, SILENT, authority_exists
from desk.settings import TRUST, shared_database

_SETTING = "rehearsal-authority"
_ROOTS = "rehearsal-*.pem"


def take_shared(desk: Desk) -> bool:
    """Give a desk without an authority the one of its shared office; tell whether it has one now.

    Raises:
        AuthorityDown: it cannot be written.
    """
    if authority_exists(desk.home) or not shared_database(desk.home):
        return authority_exists(desk.home)
    with desk.unit(reading=True) as uow:
        digest = uow.setting(_SETTING)
    try:
        packed = desk.store.get(str(digest)) if digest else b""
    except (ObjectMissing, ObjectChanged):
        packed = b""
    if packed:
        try:
            _unpack(packed, desk.home)
        except (OSError, zipfile.BadZipFile) as fault:
            raise AuthorityDown(why=type(fault).__name__) from fault
    return authority_exists(desk.home)


def share(desk: Desk) -> None:
    """Lay the authority of this desk where the others find it, when the office is shared and none lies there yet."""
    if not authority_exists(desk.home) or not shared_database(desk.home):
        return
    with desk.unit(reading=True) as uow:
        digest = uow.setting(_SETTING)
    try:
        if digest:
            desk.store.get(str(digest))
            return
    except (ObjectMissing, ObjectChanged):
        pass  # a restored office knows its digest, and only the folder of its first desk has the files
    made = desk.store.put(_pack(desk.home))
    with desk.unit() as uow:
        uow.set_setting(_SETTING, made)
        uow.commit()


def _pack(home: Path) -> bytes:
    files = [file for file in sorted((home / FOLDER).rglob("*")) if file.is_file() and SILENT not in file.parts]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for file in [*files, *sorted((home / TRUST).glob(_ROOTS))]:
            packed.write(file, file.relative_to(home).as_posix())
    return out.getvalue()


def _unpack(data: bytes, home: Path) -> None:
    """Lay the files down; the folder of the authority gets its name last, so that half of one is none."""
    making = home / f".{FOLDER}.shared"
    shutil.rmtree(making, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or path.parts[0] not in (FOLDER, TRUST):
                continue
            place = making / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(packed.read(name))
    (home / TRUST).mkdir(exist_ok=True)
    for root in sorted((making / TRUST).glob(_ROOTS)):
        shutil.copyfile(root, home / TRUST / root.name)
    (making / FOLDER).replace(home / FOLDER)
    shutil.rmtree(making, ignore_errors=True)
