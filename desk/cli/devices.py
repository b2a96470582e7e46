"""`saoy devices`: each scanner with what it can, and the way to network scanners tested step by step."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.model.scanning import Device
    from desk.model.values import Json
    from desk.scan.checking import Step
    from desk.settings import Settings


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `devices`."""
    parser = commands.add_parser("devices", parents=[common], help=phrase("cli.devices"))
    parser.add_argument("--check", action="append", default=[], metavar="ADDRESS")
    parser.add_argument("--trust", metavar="NAME")
    parser.add_argument("--test", metavar="NAME", help=phrase("cli.option.test-device"))
    parser.set_defaults(run=run_devices)


def run_devices(run: Run, options: argparse.Namespace) -> int:
    """Tell the devices, and of those on the network the way to each; `--trust` takes a changed certificate first."""
    from desk.scan.known import FILE

    if options.test is not None:
        return _test(run, options.test)
    settings = _settings(run.office)
    found = _found(run, settings, options.trust)
    addresses = [*options.check, *(settings.escl if settings is not None else ())]
    addresses += [one.id.removeprefix("escl:") for one in found if one.driver == "escl"]
    known = settings.home / FILE if settings is not None else None
    tests = {address: _tested(address, known) for address in dict.fromkeys(one.rstrip("/") for one in addresses)}
    lines = [_line(run, one) for one in found] or [run.phrase("device.none")]
    for address, steps in tests.items():
        lines += ["", run.phrase("device.test", address=address), *(f"  {_words(run, step)}" for step in steps)]
    run.say(
        {
            "devices": [_shape(run, one) for one in found],
            "tests": [
                {"address": address, "ok": all(step.ok for step in told), "steps": [_step_shape(run, s) for s in told]}
                for address, told in tests.items()
            ],
        },
        lines,
    )
    return DONE if all(step.ok for address in options.check for step in tests[address.rstrip("/")]) else SOME_FAULTY


def _test(run: Run, name: str) -> int:
    """Ask one scanner anew; ScannerAbsent when it does not answer."""
    from desk.work.devices import ask_device, choose_device

    desk = run.desk()
    device = ask_device(desk, choose_device(desk, name))
    run.say({"devices": [_shape(run, device)]}, [_line(run, device)])
    return SOME_FAULTY if device.trouble else DONE


def _settings(home: Path) -> "Settings | None":
    from desk.settings import office_exists, read_settings

    return read_settings(home) if office_exists(home) else None


def _found(run: Run, settings: "Settings | None", trusted: str | None) -> "list[Device]":
    from desk.work.devices import choose_device, devices, devices_of, trust_device

    if settings is None:
        from desk.scan.drivers import drivers
        from desk.scan.network import Network

        return devices_of(drivers(tuple, None, Network(find=True)))
    desk = run.desk()
    if trusted is not None:
        device = choose_device(desk, trusted)
        trust_device(desk, run.session(), device.id)
        run.warn(run.phrase("device.trusted", device=device.name))
    return devices(desk)


def _tested(address: str, known: Path | None) -> "list[Step]":
    from desk.scan.checking import check_line
    from desk.scan.known import Known

    return check_line(address, Known(known))


def _line(run: Run, device: "Device") -> str:
    from desk.work.device_words import device_facts, device_label

    facts = "; ".join(device_facts(device, run.language))
    return run.phrase("device.answers", name=device_label(device, run.language), facts=facts)


def _words(run: Run, step: "Step") -> str:
    context = dict(step.context)
    if "feeder" in context:
        context["feeder"] = run.phrase(f"device.tray-{context['feeder']}")
    return run.phrase(f"device.test-{step.name}{'' if step.ok else '-wrong'}", **context)


def _step_shape(run: Run, step: "Step") -> "Json":
    return {"name": step.name, "ok": step.ok, "sentence": _words(run, step)}


def _shape(run: Run, device: "Device") -> "Json":
    from desk.work.device_words import device_facts, device_warning

    def texts(values: "Sequence[object]") -> "list[Json]":
        return [str(value) for value in values]

    return {
        "device": device.id, "name": device.name, "driver": device.driver, "identity": device.identity,
        "also": texts(device.also), "sources": texts(device.sources), "duplex": device.duplex,
        "dpis": list(device.dpis), "modes": texts(device.modes), "width_mm": device.width_mm,
        "height_mm": device.height_mm, "proved": device.proved, "trouble": device.trouble,
        "sentence": "; ".join(device_facts(device, run.language)), "warning": device_warning(device, run.language),
    }
