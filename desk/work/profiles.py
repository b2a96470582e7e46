"""The office's work profiles (kiểu quét): kept, locked, carried in one file, and put to a dossier and a device."""

import contextlib
import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desk.errors import (
    ComponentUnknown,
    DeskError,
    FeederEmpty,
    OutputRefused,
    ProfileDeviceAbsent,
    ProfileForEvening,
    ProfilesLocked,
    ProfileUnknown,
    ScannerAbsent,
)
from desk.jobs import Progress
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.procedure import Need
from desk.model.profile import ProfileSet, Target, WorkProfile, request_for
from desk.model.scanning import Device, ScanRequest
from desk.ports import Desk, UnitOfWork
from desk.work.deeds import doing, setting_act
from desk.work.devices import devices, in_hand
from desk.work.intake import one as dossier_of
from desk.work.journalling import note
from desk.work.packs import pack
from desk.work.parting import card_page
from desk.work.placing import taken
from desk.work.profile_file import checked, checked_profile, kept_of, profiles_of, read_profiles, rows_of, toml_of
from desk.work.receive import Place, check_place, closed_after
from ocr.errors import CardNotSeen

SHIPPED = "profiles.toml"
_SETTING = "work-profiles"
_HERE = "work-profiles-at:"
_KEY_WORDS = ("shift+f", "shift f", "f", "")


# -- the set ----------------------------------------------------------------------------------------------------------


def profile_set(desk: Desk) -> ProfileSet:
    """Return the office's set; the shipped one until the office has changed it."""
    with desk.unit(reading=True) as uow:
        return _kept(uow)


def _kept(uow: UnitOfWork) -> ProfileSet:
    kept: Any = uow.setting(_SETTING) or {}
    found = tuple(one for row in kept.get("profiles", ()) if (one := kept_of(row)) is not None)
    return ProfileSet(found or _shipped(), bool(kept.get("locked")))


def _shipped() -> tuple[WorkProfile, ...]:
    return profiles_of(pack(SHIPPED).read_bytes(), SHIPPED).profiles


def _keep(uow: UnitOfWork, desk: Desk, who: Session, profiles: ProfileSet) -> None:
    uow.set_setting(_SETTING, {"profiles": rows_of(profiles.profiles), "locked": profiles.locked})
    note(uow, desk, who, Kind.SETTINGS_CHANGED, "office", work_profiles=len(profiles.profiles), locked=profiles.locked)


def keep_profiles(
    desk: Desk, who: Session, profiles: Sequence[WorkProfile],
    renamed: tuple[WorkProfile, WorkProfile] | None = None,
) -> ProfileSet:
    """Let the office work with these profiles from now on, and return them as kept.

    `renamed` tells of one that got another name (the old, the new): it keeps its device at this desk.

    Raises:
        RoleMissing, ProfilesLocked.
        ProfileWrong: one says what no profile can, or two have a name or a key in common.
    """
    who.require(Role.RECEPTION, Role.ADMIN)
    wanted = checked(ProfileSet(tuple(checked_profile(one) for one in profiles)))
    with desk.unit() as uow:
        if _kept(uow).locked:
            raise ProfilesLocked
        with doing(uow, desk, who, setting_act("profiles", _SETTING, _HERE + who.desk)):
            _keep(uow, desk, who, wanted)
            if renamed is not None:
                _rename(uow, who, *renamed)
        uow.commit()
    return wanted


def _rename(uow: UnitOfWork, who: Session, old: WorkProfile, new: WorkProfile) -> None:
    here = _here(uow, who)
    device = here.devices.pop(old.name, "")
    if device and old.name != new.name:
        here.devices[new.name] = device
        _keep_here(uow, who, here)


def lock_profiles(desk: Desk, who: Session, *, locked: bool) -> ProfileSet:
    """Lock the set, so that the desk uses it and cannot change it, or unlock it.

    Raises:
        RoleMissing: only an administrator may.
    """
    who.require(Role.ADMIN)
    with desk.unit() as uow:
        profiles = replace(_kept(uow), locked=locked)
        with doing(uow, desk, who, setting_act("profiles-locked", _SETTING)):
            _keep(uow, desk, who, profiles)
        uow.commit()
    return profiles


def import_profiles(desk: Desk, who: Session, file: Path) -> ProfileSet:
    """Replace the set by that of a file, and lock it when the file says so.

    Raises:
        FileMissing, ProfilesUnreadable, ProfileWrong; ProfilesLocked: the set in use is locked.
        RoleMissing: a file that locks is an administrator's.
    """
    wanted = read_profiles(file)
    who.require(*((Role.ADMIN,) if wanted.locked else (Role.RECEPTION, Role.ADMIN)))
    with desk.unit() as uow:
        if _kept(uow).locked:
            raise ProfilesLocked
        with doing(uow, desk, who, setting_act("profiles-locked" if wanted.locked else "profiles", _SETTING)):
            _keep(uow, desk, who, wanted)
        uow.commit()
    return wanted


def export_profiles(desk: Desk, file: Path) -> ProfileSet:
    """Write the set to one file.

    Raises:
        OutputRefused: it cannot be written, or stands there already and is no such file.
    """
    profiles = profile_set(desk)
    if file.exists():
        try:
            read_profiles(file)
        except DeskError as fault:
            raise OutputRefused(file=file.name, why=os.strerror(errno.EEXIST)) from fault
    try:
        file.write_text(toml_of(profiles), "utf-8", newline="\n")
    except OSError as fault:
        raise OutputRefused(file=file.name, why=fault.strerror or "-") from fault
    return profiles


def find_profile(profiles: ProfileSet, name: str) -> WorkProfile:
    """Return the profile meant: by its name, or by its key as "3", "F3" or "Shift+F3"; ProfileUnknown."""
    text = " ".join(name.split()).casefold()
    keys = [text.removeprefix(words) for words in _KEY_WORDS]
    key = next((int(rest) for rest in keys if len(rest) == 1 and rest.isascii() and rest.isdigit()), 0)
    found = profiles.named(" ".join(name.split())) or (profiles.on_key(key) if key else None)
    if found is None:
        raise ProfileUnknown(profile=name)
    return found


# -- this desk --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Here:
    devices: dict[str, str]
    last: dict[str, str]


def bindings(desk: Desk, who: Session) -> dict[str, str]:
    """Return the devices that profiles are bound to at this desk: `Device.key` by the profile's name."""
    with desk.unit(reading=True) as uow:
        return _here(uow, who).devices


def bind_device(desk: Desk, who: Session, profile: WorkProfile, device: str) -> None:
    """Let a profile use a device of this desk, by `Device.key`; "" = whichever the profile names.

    It belongs to the desk, so a locked set leaves it free.

    Raises:
        RoleMissing.
    """
    who.require(Role.RECEPTION, Role.ADMIN)
    with desk.unit() as uow:
        here = _here(uow, who)
        here.devices.pop(profile.name, None)
        if device:
            here.devices[profile.name] = device
        with doing(uow, desk, who, setting_act("binding", _HERE + who.desk)):
            _keep_here(uow, who, here)
        uow.commit()


def last_used(desk: Desk, who: Session) -> dict[str, str]:
    """Return the name of the profile used last for each kind of paper at this desk."""
    with desk.unit(reading=True) as uow:
        return _here(uow, who).last


def remember_use(desk: Desk, who: Session, profile: WorkProfile, kinds: Sequence[str]) -> None:
    """Remember that papers of these kinds were scanned with a profile at this desk."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        here = _here(uow, who)
        if all(here.last.get(kind) == profile.name for kind in kinds):
            return
        here.last.update(dict.fromkeys(kinds, profile.name))
        _keep_here(uow, who, here)
        uow.commit()


def _here(uow: UnitOfWork, who: Session) -> _Here:
    kept: Any = uow.setting(_HERE + who.desk) or {}
    return _Here(dict(kept.get("devices", {})), dict(kept.get("last", {})))


def _keep_here(uow: UnitOfWork, who: Session, here: _Here) -> None:
    told = (("devices", here.devices), ("last", here.last))
    uow.set_setting(_HERE + who.desk, {name: dict(part) for name, part in told if part})


def suggested(profiles: ProfileSet, kinds: Sequence[str], last: Mapping[str, str]) -> WorkProfile | None:
    """Return the profile for a component of these kinds: used last for one of them, else made for one; or None."""
    used = next((profiles.named(last[kind]) for kind in kinds if kind in last), None)
    return used or next((one for one in profiles.profiles if one.kind and one.kind in kinds), None)


# -- put to use -------------------------------------------------------------------------------------------------------


def choose_place(desk: Desk, profile: WorkProfile, dossier: str, in_hand: int | None) -> Place:
    """Return where a paper scanned with a profile goes in a dossier.

    The profile's slot; else the component in hand when the profile's kind fits it, else the first empty one that names
    the kind; without a kind, the component in hand. None of them: the machine finds it after reading.

    Raises:
        ProfileForEvening; faults of `receive.check_place`.
    """
    if profile.to is Target.EVENING:
        raise ProfileForEvening(profile=profile.name)
    with desk.unit(reading=True) as uow:
        where = Place(dossier, _slot(uow, profile, dossier, in_hand))
        check_place(uow, where)
    return where


def _slot(uow: UnitOfWork, profile: WorkProfile, code: str, in_hand: int | None) -> int | None:
    if profile.slot:
        return profile.slot
    dossier = dossier_of(uow, code)
    held = dossier.component(in_hand) if in_hand is not None else None
    if in_hand is not None and held is None:
        raise ComponentUnknown(dossier=code, place=in_hand)
    if not profile.kind or (held is not None and (not held.kinds or profile.kind in held.kinds)):
        return in_hand
    full = taken(uow, dossier)
    fitting = [c.place for c in dossier.procedure.components if profile.kind in c.kinds and c.need is not Need.SHOW]
    return next((place for place in fitting if place not in full), None)


def device_for(desk: Desk, who: Session, profile: WorkProfile, found: Sequence[Device] | None = None) -> Device:
    """Return the device a profile is bound to at this desk, else the one it names, else the first.

    Args:
        desk: The office.
        who: At which desk.
        profile: The profile.
        found: Devices that answered a moment ago; None = they are asked now.

    Raises:
        ProfileDeviceAbsent; ScannerAbsent: there is none at all.
    """
    wanted = bindings(desk, who).get(profile.name) or profile.device
    there = devices(desk) if found is None else found
    device = next((one for one in there if not wanted or one.is_called(wanted)), None)
    if device is None:
        raise ProfileDeviceAbsent(profile=profile.name) if wanted else ScannerAbsent(device="-")
    return device


def request_of(desk: Desk, who: Session, profile: WorkProfile, found: Sequence[Device] | None = None) -> ScanRequest:
    """Return what a profile asks of its device; faults of `device_for` and `desk.model.profile.request_for`."""
    return request_for(profile, device_for(desk, who, profile, found))


def finish_sides(
    desk: Desk, who: Session, profile: WorkProfile, document_id: int, progress: Progress | None = None
) -> None:
    """Do what a profile wants done with sides that came, before they are read: a card's two sides on one A4 page.

    Where no two cards are seen, the sides stay as they came. Faults of `parting.card_page` but that.
    """
    if profile.joins_card:
        with contextlib.suppress(CardNotSeen):
            card_page(desk, who, document_id, progress)


def try_scan(desk: Desk, who: Session, profile: WorkProfile, out: Path, progress: Progress | None = None) -> Path:
    """Scan one side with a profile into the folder `out`, into no dossier, and return its file (quét thử).

    Raises:
        RoleMissing, faults of `request_of` and `scan.*`, Cancelled.
    """
    who.require(Role.RECEPTION, Role.ADMIN)
    progress = progress or Progress()
    request = replace(request_of(desk, who, profile), limit=1)
    out.mkdir(parents=True, exist_ok=True)
    scanner = desk.scanners[request.device.partition(":")[0]]
    with in_hand(desk, who, request, progress), closed_after(scanner.scan(request, out, progress)) as sides:
        side = next(sides, None)
    if side is None:
        raise FeederEmpty(sheets=0, next=1)
    return side.path
