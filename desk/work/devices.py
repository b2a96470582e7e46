"""Which scanners are here (máy quét ở đây): one physical device once, whichever drivers see it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from desk.errors import FAULTS, ScannerAbsent
from desk.jobs import Progress
from desk.model.people import Role, Session
from desk.model.scanning import Device, ScanRequest
from desk.ports import Desk, Scanner

_LOOPBACK = "127."
_HELD_TICK_S = 0.3
_SHARED = ("uuid:", "serial:", "host:", "escl:")
HELD_BY = "held by: "
"""How `in_hand` begins to tell whose desk has the device."""


def devices(desk: Desk) -> list[Device]:
    """List the devices of all drivers, each once; a driver that fails is passed over.

    Where several drivers see one device, that of the first driver in `Desk.scanners` stands for it.
    """
    return devices_of(desk.scanners)


def devices_of(scanners: Mapping[str, Scanner]) -> list[Device]:
    """List the devices of some drivers, asked side by side, each device once."""
    with ThreadPoolExecutor(max(1, len(scanners))) as asking:
        found = asking.map(_devices_of, scanners.values())
        return one_each([device for some in found for device in some])


def _devices_of(scanner: Scanner) -> list[Device]:
    try:
        return scanner.devices()
    except FAULTS:
        return []


def choose_device(desk: Desk, name: str | None) -> Device:
    """Return the device remembered by this name, else of this name, else with it in its name; without one, the first.

    Raises:
        ScannerAbsent: none answers, or none fits.
    """
    found = devices(desk)
    if name is not None:
        part = name.casefold()
        exact = [one for one in found if one.is_called(name) or part in (one.id.casefold(), one.name.casefold())]
        found = exact or [one for one in found if part in f"{one.id} {one.name}".casefold()]
    if not found:
        raise ScannerAbsent(device=name or "-")
    return found[0]


def ask_device(desk: Desk, device: Device) -> Device:
    """Ask one scanner anew, by every driver that saw it, and return it as it tells of itself now.

    Raises:
        ScannerAbsent: it does not answer.
    """
    ways = {one.partition(":")[0] for one in (device.id, *device.also)}
    found = devices_of({name: driver for name, driver in desk.scanners.items() if name in ways})
    there = next((one for one in found if one.key == device.key or one.is_called(device.id)), None)
    if there is None:
        raise ScannerAbsent(device=device.name)
    return there


def make_ready(desk: Desk, device: Device) -> None:
    """Have all that a scan from this device needs started while the paper is laid down; nobody waits for it."""
    if device.driver in desk.scanners and not device.trouble:
        desk.scanners[device.driver].stand_by(device.id)
    desk.reader.ready()


def trust_device(desk: Desk, who: Session, device: str) -> None:
    """Take the other certificate a network scanner was last seen to have, after a person has asked why it is another.

    Raises:
        RoleMissing; ScannerAbsent: there is no such driver.
    """
    who.require(Role.RECEPTION, Role.ADMIN)
    driver = device.partition(":")[0]
    if driver not in desk.scanners:
        raise ScannerAbsent(device=device)
    desk.scanners[driver].trust(device)


# -- one device, several desks -----------------------------------------------------------------------------------------


@contextmanager
def in_hand(desk: Desk, who: Session, request: ScanRequest, progress: Progress) -> Iterator[None]:
    """Hold the device for this desk; wait while another desk of the office has it.

    `progress` hears who has it, as `HELD_BY` and the name of that desk, again and again until it is free.

    Raises:
        Cancelled: a person does not want to wait.
    """
    hold = _hold_of(who, request)
    while not desk.holds.take(hold):
        progress.say(0, 0, HELD_BY + desk.holds.holder(hold))
        progress.rest(_HELD_TICK_S)
    try:
        yield
    finally:
        desk.holds.release(hold)


def _hold_of(who: Session, request: ScanRequest) -> str:
    """Return the name of a device's hold; one at the cable of this desk is this desk's matter."""
    key = request.key or request.device
    shared = key.startswith(_SHARED) and "127.0.0.1" not in key
    return "scanner-" + hashlib.sha256((key if shared else f"{who.desk} {key}").encode()).hexdigest()[:32]


# -- one device, several drivers --------------------------------------------------------------------------------------


def one_each(found: Sequence[Device]) -> list[Device]:
    """Return each physical device once, as the first driver that saw it tells of it, with its other ids beside.

    Two are one when both tell the same identity; else by their address on the network when it is one device's alone or
    the names agree too; else, for a device at the cable that is offered over loopback (ipp-usb), by their names.
    """
    kept: list[Device] = []
    for device in found:
        place = next((n for n, one in enumerate(kept) if _is_same(one, device, found)), None)
        if place is None:
            kept.append(device)
        else:
            one = kept[place]
            kept[place] = replace(
                one, also=(*one.also, device.id, *device.also), identity=one.identity or device.identity
            )
    return kept


def _is_same(one: Device, other: Device, found: Sequence[Device]) -> bool:
    if "folder" in (one.driver, other.driver):
        return False
    if one.identity and one.identity == other.identity:
        return True
    if one.driver == other.driver:
        return False
    if one.host and one.host == other.host:
        return (_is_alone(one, found) and _is_alone(other, found)) or _are_alike(one.name, other.name)
    cable, net = (one, other) if not one.host else (other, one)
    return not cable.host and net.host.startswith(_LOOPBACK) and _are_alike(cable.name, net.name)


def _is_alone(device: Device, found: Sequence[Device]) -> bool:
    """Tell whether no other device of the same driver has the same address."""
    if device.host.startswith(_LOOPBACK):
        return False
    return sum(one.driver == device.driver and one.host == device.host for one in found) == 1


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two names can be one device's: the words of the shorter are all in the longer."""
    shorter, longer = sorted((set(one.casefold().split()), set(other.casefold().split())), key=len)
    return bool(shorter) and shorter <= longer
