"""Speak with a D-Bus as another program does: calls, answers and signals, in plain Python over its socket.

Only what the tests of the accessibility tree need: a Unix socket, this machine's byte order, no file descriptors.
The format is that of the D-Bus specification, «Message Protocol».
"""

import os
import re
import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_FIXED = {"y": "B", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d", "b": "I"}
_ALIGN = {
    "y": 1,
    "n": 2,
    "q": 2,
    "i": 4,
    "u": 4,
    "x": 8,
    "t": 8,
    "d": 8,
    "b": 4,
    "s": 4,
    "o": 4,
    "a": 4,
    "(": 8,
    "{": 8,
}
_CALL, _ANSWER, _ERROR, _SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _FAULT, _REPLY_TO, _TO, _FROM, _SIGNATURE = range(1, 9)
_SERIAL = 0
"""Where the number of a message stands among its fields here; no field of the format has this code."""

_SORTS = {_REPLY_TO: "u", _PATH: "o", _INTERFACE: "s", _MEMBER: "s", _TO: "s", _SIGNATURE: "g"}


class BusFault(Exception):
    """The other side answered with an error, or not at all."""


@dataclass(frozen=True)
class Heard:
    """A signal: from whom, which object, which interface and member, and what it told."""

    sender: str
    path: str
    interface: str
    member: str
    body: tuple[Any, ...]


def one_type(signature: str) -> str:
    """Return the first complete type of a signature."""
    if signature[0] == "a":
        return "a" + one_type(signature[1:])
    ends = {"(": ")", "{": "}"}
    if signature[0] not in ends:
        return signature[0]
    depth = 0
    for place, letter in enumerate(signature, 1):
        depth += (letter in ends) - (letter in ends.values())
        if not depth:
            return signature[:place]
    raise ValueError(signature)


def types(signature: str) -> Iterator[str]:
    """Return the complete types of a signature one by one."""
    while signature:
        first = one_type(signature)
        yield first
        signature = signature[len(first) :]


class _Writer:
    def __init__(self) -> None:
        self.out = bytearray()

    def align(self, to: int) -> None:
        self.out += bytes(-len(self.out) % to)

    def put(self, kind: str, value: Any) -> None:  # noqa: ANN401 -- whatever the signature says
        if kind == "g":
            self.out += bytes([len(value)]) + value.encode() + b"\0"
        elif kind == "v":
            sort, inner = value
            self.put("g", sort)
            self.put(sort, inner)
        elif kind in "so":
            self.put("u", len(value.encode()))
            self.out += value.encode() + b"\0"
        elif kind[0] == "a":
            self.align(4)
            head = len(self.out)
            self.out += b"\0\0\0\0"
            self.align(_ALIGN.get(kind[1], 1))
            start = len(self.out)
            for one in value:
                self.put(kind[1:], one)
            struct.pack_into("<I", self.out, head, len(self.out) - start)
        elif kind[0] == "(":
            self.align(8)
            for inner, one in zip(types(kind[1:-1]), value, strict=True):
                self.put(inner, one)
        else:
            self.align(_ALIGN[kind])
            self.out += struct.pack("<" + _FIXED[kind], value)


class _Reader:
    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def align(self, to: int) -> None:
        self.at += -self.at % to

    def take(self, kind: str) -> Any:  # noqa: ANN401 -- whatever the signature says
        if kind == "g":
            return self._text(self._bytes(1)[0])
        if kind == "v":
            return self.take(self.take("g"))
        if kind in "so":
            return self._text(self.take("u"))
        if kind[0] == "a":
            long = self.take("u")
            self.align(_ALIGN.get(kind[1], 1))
            end, found = self.at + long, []
            while self.at < end:
                found.append(self.take(kind[1:]))
            return dict(found) if kind[1] == "{" else found
        if kind[0] in "({":
            self.align(8)
            return tuple(self.take(inner) for inner in types(kind[1:-1]))
        self.align(_ALIGN[kind])
        (value,) = struct.unpack("<" + _FIXED[kind], self._bytes(struct.calcsize(_FIXED[kind])))
        return bool(value) if kind == "b" else value

    def _bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]

    def _text(self, long: int) -> str:
        text = self._bytes(long).decode()
        self.at += 1
        return text


class Bus:
    """One connection to a bus.

    Attributes:
        heard: The signals that came so far.
    """

    def __init__(self, address: str) -> None:
        """Connect to an address such as `unix:path=/tmp/…`."""
        found = re.search(r"unix:(?:.*,)?(path|abstract)=([^,;]+)", address)
        assert found is not None, address
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(("\0" if found[1] == "abstract" else "") + found[2])
        self._serial, self._left = 0, b""
        self.heard: list[Heard] = []
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        assert self._socket.recv(1024).startswith(b"OK ")
        self._socket.sendall(b"BEGIN\r\n")
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def call(
        self,
        to: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *args: object,
        patience_s: float = 20.0,
    ) -> tuple[Any, ...]:
        """Call a method and return what it answers; BusFault when it answers with an error or too late."""
        fields = {_PATH: path, _INTERFACE: interface, _MEMBER: member, _TO: to}
        serial = self._send(_CALL, fields, signature, args)
        until = time.monotonic() + patience_s
        while (left := until - time.monotonic()) > 0:
            answer = self._next(left)
            if answer is not None and answer[1].get(_REPLY_TO) == serial:
                kind, told, found = answer
                if kind == _ERROR:
                    raise BusFault(told.get(_FAULT), *found)
                return found
        raise BusFault(f"{member} was not answered")

    def own(self, name: str) -> None:
        """Take a name on the bus, so that others can call us by it."""
        bus = "org.freedesktop.DBus"
        self.call(bus, "/org/freedesktop/DBus", bus, "RequestName", "su", name, 0)

    def answer(self, signature: str, *args: object, patience_s: float = 20.0) -> tuple[Any, ...]:
        """Answer the next call of somebody, and return what it asked."""
        until = time.monotonic() + patience_s
        while (left := until - time.monotonic()) > 0:
            asked = self._next(left)
            if asked is not None and asked[0] == _CALL:
                fields = {_REPLY_TO: asked[1][_SERIAL], _TO: asked[1][_FROM]}
                self._send(_ANSWER, fields, signature, args)
                return asked[2]
        raise BusFault("nobody asked")

    def listen(self, rule: str) -> None:
        """Ask for the signals that fit a match rule; they are gathered in `heard`."""
        bus = "org.freedesktop.DBus"
        self.call(bus, "/org/freedesktop/DBus", bus, "AddMatch", "s", rule)

    def wait(self, seconds: float) -> None:
        """Gather signals for so long, or until one has come."""
        before, until = len(self.heard), time.monotonic() + seconds
        while len(self.heard) == before and (left := until - time.monotonic()) > 0:
            self._next(left)

    def close(self) -> None:
        """Leave the bus."""
        self._socket.close()

    def _send(self, sort: int, fields: dict[int, Any], signature: str, args: tuple[object, ...]) -> int:
        """Send one message and return its number."""
        self._serial += 1
        body, head = _Writer(), _Writer()
        for kind, value in zip(types(signature), args, strict=True):
            body.put(kind, value)
        for kind, value in zip("yyyyuu", (ord("l"), sort, 0, 1, len(body.out), self._serial), strict=True):
            head.put(kind, value)
        told = {**fields, _SIGNATURE: signature}
        head.put("a(yv)", [(code, (_SORTS[code], value)) for code, value in told.items() if value])
        head.align(8)
        self._socket.sendall(bytes(head.out + body.out))
        return self._serial

    def _next(self, seconds: float) -> tuple[int, dict[int, Any], tuple[Any, ...]] | None:
        """Read one message: its kind, its fields and its body; a signal is put aside. None when none came in time."""
        message = self._message(seconds)
        if message is None:
            return None
        head, (fields_long,) = message[:16], struct.unpack("<I", message[12:16])
        fields = dict(_Reader(message, 12).take("a(yv)"))
        (fields[_SERIAL],) = struct.unpack("<I", message[8:12])
        reader = _Reader(message[16 + fields_long + -fields_long % 8 :])
        body = tuple(reader.take(kind) for kind in types(fields.get(_SIGNATURE, "")))
        if head[1] == _SIGNAL:
            self.heard.append(Heard(fields[_FROM], fields[_PATH], fields[_INTERFACE], fields[_MEMBER], body))
        return head[1], fields, body

    def _message(self, seconds: float) -> bytes | None:
        """Take one whole message from what has come, reading until it is there or the time is over."""
        self._socket.settimeout(max(0.001, seconds))
        while True:
            long = 16
            if len(self._left) >= long:
                body_long, fields_long = (
                    struct.unpack("<I", self._left[4:8])[0],
                    struct.unpack("<I", self._left[12:16])[0],
                )
                long += fields_long + -fields_long % 8 + body_long
                if len(self._left) >= long:
                    found, self._left = self._left[:long], self._left[long:]
                    return found
            try:
                came = self._socket.recv(65536)
            except TimeoutError:
                return None
            if not came:
                raise BusFault("the bus is gone")
            self._left += came
