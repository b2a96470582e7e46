"""What a scanner is and can, in words (khả năng máy quét bằng lời): for the window and the command alike."""

from desk.model.scanning import Device, Mode, Source
from desk.text import Language, phrase


def device_facts(device: Device, language: Language = "vi") -> list[str]:
    """Return its sources, resolutions, colours, largest paper and the way it is reached, a few words each."""
    facts = [", ".join(_sources(device, language))]
    if device.dpis:
        facts.append(phrase("device.dpis", language, least=device.dpis[0], most=device.dpis[-1]))
    if device.modes:
        facts.append(", ".join(phrase(f"device.{mode.value}", language) for mode in Mode if mode in device.modes))
    if device.width_mm and device.height_mm:
        facts.append(phrase("device.size", language, width=round(device.width_mm), height=round(device.height_mm)))
    ways = dict.fromkeys(one.partition(":")[0] for one in (device.id, *device.also))
    facts.append(", ".join(phrase(f"device.by-{way}", language) for way in ways))
    return [fact for fact in facts if fact]


def device_warning(device: Device, language: Language = "vi") -> str:
    """Return what a person should know before using it, "" when nothing."""
    if device.trouble:
        return phrase("device.changed", language)
    return "" if device.proved else phrase("device.unproved", language)


def device_label(device: Device, language: Language = "vi") -> str:
    """Return its name with what a person should know, for a list."""
    warning = device_warning(device, language)
    return f"{device.name} ({warning})" if warning else device.name


def _sources(device: Device, language: Language) -> list[str]:
    if device.driver == "folder":
        return [phrase("device.folder", language)]
    feeder = "device.feeder-both" if device.duplex else "device.feeder"
    words = {Source.FEEDER: feeder, Source.GLASS: "device.glass"}
    return [phrase(key, language) for source, key in words.items() if source in device.sources]
