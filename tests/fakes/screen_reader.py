"""A screen reader's side of the accessibility bus: another program, that knows the window by what it tells alone.

It starts a bus, a screen without a screen and the window on it (`tests.fakes.spoken_window`), and reads the tree over
`org.a11y.atspi`. Nothing of the window runs in this process.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.bus import Bus, BusFault

ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_ACCESSIBLE, _VALUE = "org.a11y.atspi.Accessible", "org.a11y.atspi.Value"
_EVENTS = ("object:state-changed:focused", "object:announcement", "object:property-change")
_STATES = {4: "checked", 8: "enabled", 11: "focusable", 12: "focused", 23: "selected", 25: "showing", 41: "checkable"}
_PRESS_AND_RELEASE, _TRIES = 2, 5
TAB = 23
"""The keyboard's number of Tab under X."""


@dataclass(frozen=True)
class Thing:
    """What a reader is told of one thing of the window.

    Attributes:
        role: In the words of AT-SPI, such as "push button".
        states: Those of `_STATES` that hold.
        value: Now and at most, for what has a value.
        depth: How many things it lies in.
    """

    path: str
    role: str
    name: str
    description: str
    states: frozenset[str]
    value: tuple[float, float] | None = None
    depth: int = 0


class Reader:
    """A reader beside the running window."""

    def __init__(self, home: Path) -> None:
        """Start the buses, the screen and the window over an office in a folder of its own; takes some seconds."""
        self._children: list[subprocess.Popen[str]] = []
        self._surroundings = _surroundings(home)
        self.name = ""
        try:
            self._begin(home)
        except BaseException:
            self._end_children()
            raise

    def _begin(self, home: Path) -> None:
        self._surroundings["DISPLAY"] = self._start_screen()
        self._surroundings["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
        session = Bus(self._surroundings["DBUS_SESSION_BUS_ADDRESS"])
        (address,) = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        session.close()
        self.bus = Bus(str(address))
        for event in _EVENTS:
            self._register(event)
        self.bus.listen("type='signal',interface='org.a11y.atspi.Event.Object'")
        words = [sys.executable, "-m", "tests.fakes.spoken_window", str(home)]
        self._window = self._start(words, stdin=subprocess.PIPE)
        self._answer()
        self.name = self._find()

    def do(self, *words: str) -> None:
        """Have the window do something: `show ROOM`, `tell TONE WORDS`, `act WORDS`."""
        assert self._window.stdin is not None
        self._window.stdin.write("\t".join(words) + "\n")
        self._window.stdin.flush()
        self._answer()

    def press(self, key: int) -> None:
        """Press a key on the keyboard of the screen, as a person would: the window is not told otherwise."""
        controller = "org.a11y.atspi.DeviceEventController"
        path = "/org/a11y/atspi/registry/deviceeventcontroller"
        self.bus.call(_REGISTRY, path, controller, "GenerateKeyboardEvent", "isu", key, "", _PRESS_AND_RELEASE)

    def things(self, top: str = ROOT) -> list[Thing]:
        """Return what is in the window, in the order of the tree; what is not showing is left out.

        A window that changes while it is read, as a row built anew, is read again.
        """
        for left in range(_TRIES, -1, -1):
            try:
                return list(self._walk(top, 0))
            except BusFault:
                if not left:
                    raise
                time.sleep(0.3)
        raise AssertionError

    def thing(self, path: str) -> Thing:
        """Return one thing."""
        return self._read(path, 0)

    def told(self, member: str, seconds: float = 10.0) -> tuple[str, str, int, object]:
        """Wait for the next signal of a name; return its object's path, its detail, its number and its word."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            while self.bus.heard:
                one = self.bus.heard.pop(0)
                if one.member == member:
                    return one.path, one.body[0], one.body[1], one.body[3]
            self.bus.wait(0.2)
        raise AssertionError(f"no {member} was told within {seconds} s")

    def close(self) -> None:
        """End the window and all that was started for it."""
        if self._window.stdin is not None:
            self._window.stdin.close()
        try:
            self._window.wait(20)
        finally:
            self.bus.close()
            self._end_children()

    def _end_children(self) -> None:
        for child in reversed(self._children):
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()

    @property
    def ended_with(self) -> int | None:
        """Return the code the window ended with, None while it runs."""
        return self._window.poll()

    # -- the tree ---------------------------------------------------------------------------------------------------

    def _walk(self, path: str, depth: int) -> Iterator[Thing]:
        found = self._read(path, depth)
        if depth and "showing" not in found.states:
            return
        yield found
        (children,) = self._ask(path, _ACCESSIBLE, "GetChildren")
        for _, child in children:
            if child != "/org/a11y/atspi/null":
                yield from self._walk(child, depth + 1)

    def _read(self, path: str, depth: int) -> Thing:
        (role,) = self._ask(path, _ACCESSIBLE, "GetRoleName")
        (bits,) = self._ask(path, _ACCESSIBLE, "GetState")
        whole = sum(word << 32 * place for place, word in enumerate(bits))
        (interfaces,) = self._ask(path, _ACCESSIBLE, "GetInterfaces")
        value = None
        if _VALUE in interfaces:
            value = (self._of(path, _VALUE, "CurrentValue"), self._of(path, _VALUE, "MaximumValue"))
        return Thing(
            path, role, self._of(path, _ACCESSIBLE, "Name"), self._of(path, _ACCESSIBLE, "Description"),
            frozenset(word for bit, word in _STATES.items() if whole >> bit & 1), value, depth,
        )  # fmt: skip

    def _of(self, path: str, interface: str, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- any property
        (found,) = self._ask(path, "org.freedesktop.DBus.Properties", "Get", "ss", interface, name)
        return found

    def _ask(self, path: str, interface: str, member: str, signature: str = "", *args: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- any answer
        return self.bus.call(self.name, path, interface, member, signature, *args)

    def _register(self, event: str) -> None:
        """Ask for an event; a registry that ended while it started is started anew by the bus at the next call."""
        for left in range(_TRIES, -1, -1):
            try:
                self.bus.call(_REGISTRY, "/org/a11y/atspi/registry", _REGISTRY, "RegisterEvent", "sass", event, [], "")
            except BusFault:
                if not left:
                    raise
                time.sleep(0.2)
            else:
                return

    # -- what runs ----------------------------------------------------------------------------------------------------

    def _find(self) -> str:
        """Return the bus name of the one program that has registered."""
        for _ in range(100):
            (found,) = self.bus.call(_REGISTRY, ROOT, _ACCESSIBLE, "GetChildren")
            if found:
                return str(found[0][0])
            time.sleep(0.05)
        raise BusFault("the window did not register with the accessibility bus")

    def _answer(self) -> None:
        assert self._window.stdout is not None
        line = self._window.stdout.readline()
        assert line == "done\n", f"the window ended: {line!r}, code {self._window.poll()}"

    def _start_bus(self) -> str:
        bus = self._start(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stderr=subprocess.DEVNULL)
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()
        assert address, "the bus did not start: is the package dbus installed?"
        return address

    def _start_screen(self) -> str:
        assert shutil.which("Xvfb") is not None, "Xvfb is missing"
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x800x24", "-nolisten", "tcp"]
        self._children.append(subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL, text=True))
        os.close(writing)
        with os.fdopen(reading) as answer:
            return f":{answer.readline().strip()}"

    def _start(
        self, words: list[str], *, stdin: int | None = None, stderr: int | None = None
    ) -> "subprocess.Popen[str]":
        child = subprocess.Popen(
            words, env=self._surroundings, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, text=True
        )
        self._children.append(child)
        return child


def _surroundings(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the person who runs the tests is reached."""
    own = {
        name: str(home) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    }
    home.chmod(0o700)
    return {
        **os.environ, **own, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "GTK_A11Y": "none",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
