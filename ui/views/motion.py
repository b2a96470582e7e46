"""Ask the system whether its user wants less motion (ít chuyển động): nothing slides, fades or turns then.

Qt tells of contrast and of dark colours, not of this. Windows has «Show animations», GNOME and others tell it over the
settings portal, KDE keeps it in its file. May take a moment: to be asked on a thread of the runner.
"""

import configparser
import os
import sys
import time
from pathlib import Path

_SPI_GETCLIENTAREAANIMATION = 0x1042
_PORTAL = "org.freedesktop.portal.Desktop"
_PATIENCE_MS, _LOOK_S = 500, 0.005


def less_motion_wanted() -> bool:
    """Tell whether the system asks for less motion; False where it says nothing."""
    if sys.platform == "win32":
        return _windows_asks()
    return _kde_asks(Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")) or _portal_asks()


def _windows_asks() -> bool:
    import ctypes

    on = ctypes.c_int(1)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 -- only Windows has it
    told = user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(on), 0)
    return bool(told) and not on.value


def _kde_asks(folder: Path) -> bool:
    """Read «Animation speed: instant» of KDE, a factor of 0."""
    kept = configparser.ConfigParser(strict=False, interpolation=None)
    try:
        kept.read(folder / "kdeglobals", encoding="utf-8")
        return kept.getfloat("KDE", "AnimationDurationFactor", fallback=1.0) == 0
    except (configparser.Error, ValueError, UnicodeDecodeError):
        return False


def _portal_asks() -> bool:
    """Ask the portal what GNOME and its like keep: whether animations are on."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if not address:
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

    ask = QDBusMessage.createMethodCall(
        _PORTAL, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "ReadOne"
    )
    ask.setArguments(["org.gnome.desktop.interface", "enable-animations"])
    bus = QDBusConnection.connectToBus(address, "saoy-motion")
    waiting, until = bus.asyncCall(ask, _PATIENCE_MS), time.monotonic() + _PATIENCE_MS / 1000
    while not waiting.isFinished() and time.monotonic() < until:
        time.sleep(_LOOK_S)  # a call that blocks would keep Python from every other thread
    answer = waiting.reply().arguments() if waiting.isFinished() else []
    QDBusConnection.disconnectFromBus("saoy-motion")
    told = answer[0].variant() if answer and isinstance(answer[0], QDBusVariant) else True
    return told is False
