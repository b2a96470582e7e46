#!/usr/bin/env python3
"""Checks a book of certified copies, as `saoy register --chain FILE` writes it, without Sao Y and without a network.

    python3 check_register.py BOOK.jsonl [--copies FOLDER] [--head HASH]... [--code TEXT]...

It needs Python 3.10 or later and nothing else, and shares no line with the program whose work it checks. It answers
whether every line follows from the one before it, numbers run from 1 without a gap and never back to an earlier day,
no entry was taken out, no column changed after its number was taken, what is void stays void with its reason, and the
closings of days and of the year count what stands before them. A renewal of the archive puts a longer file in the
place of a finished one and names the one before.

A chain alone does not show that it was written anew from some line on, or that its end was cut off. So `--head` is a
link told elsewhere, as printed in the record of a day's closing; `--code` is the text of the square code on a copy.
Both must be found in the book. `--copies` holds the files of a folder against the digests in the book. Ends with 0 if
all is right, 1 if not, 2 if it cannot be told.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Row = dict[str, Any]
Entries = dict[int, Row]

FORMAT = "saoy-register-1"
VIETNAM = timezone(timedelta(hours=7))
FIXED = (
    "certified_at", "requester", "requester_number", "title", "officer", "officer_title", "pages", "copies", "fee",
    "source", "kind",
)  # fmt: skip
FOLLOWS: dict[str, tuple[str, ...]] = {
    "numbered": ("numbered", "finished", "void"),
    "finished": ("finished", "void"),
    "void": (),
}
LINE = {"place": int, "at": str, "kind": str, "body": str, "hash": str}
ENTRY = {
    "number": int, "certified_at": str, "requester": str, "requester_number": str, "title": str, "officer": str,
    "officer_title": str, "pages": int, "copies": int, "fee": int, "note": str, "source": str, "state": str,
}  # fmt: skip


class Trouble(Exception):
    """The file cannot be read as a book."""


def load(path: str) -> tuple[Row, list[Row]]:
    """Return the head of the file and its lines, each with what its body says under `facts`."""
    try:
        # Only a line feed ends a row: a name may hold other signs that part lines.
        rows = [json.loads(row) for row in Path(path).read_bytes().decode("utf-8").split("\n") if row.strip()]
    except (OSError, ValueError, RecursionError) as fault:
        raise Trouble(f"{path}: {fault}") from fault
    head = rows[0] if rows and isinstance(rows[0], dict) else {}
    if head.get("format") != FORMAT or not typed(head, {"book": str, "year": int}):
        raise Trouble(f"{path}: not a book of this kind ({FORMAT})")
    for number, row in enumerate(rows[1:], 2):
        if not isinstance(row, dict) or not typed(row, LINE):
            raise Trouble(f"{path}: row {number} is no line of a book")
        row["facts"] = json.loads(row["body"])
        if not isinstance(row["facts"], dict) or (row["kind"] == "entry" and not typed(row["facts"], ENTRY)):
            raise Trouble(f"{path}: row {number} tells nothing of a book")
    return head, rows[1:]


def typed(row: Row, names: dict[str, type]) -> bool:
    """Tell whether a row has these names with values of these types."""
    return all(type(row.get(name)) is kind for name, kind in names.items())


def check_links(head: Row, lines: list[Row]) -> Iterator[str]:
    """Yield where the chain breaks."""
    previous = "0" * 64
    for count, line in enumerate(lines, 1):
        said = [head["book"], head["year"], line["place"], line["at"], line["kind"], line["body"]]
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        expected = hashlib.sha256((previous + text).encode("utf-8")).hexdigest()
        if line["place"] != count:
            yield f"line {line['place']} stands where line {count} should"
            return
        if line["hash"] != expected:
            yield f"line {count} was changed, or one before it is missing"
            return
        if line["body"] != json.dumps(line["facts"], ensure_ascii=False, sort_keys=True, separators=(",", ":")):
            yield f"line {count} is not written as lines of a book are"
        previous = expected
    if head.get("lines") != len(lines):
        yield f"the file says {head.get('lines')} lines and has {len(lines)}"
    if head.get("head", previous) != previous:
        yield f"the book ends with the link {head['head']}, the file with {previous}"


def check_entries(year: int, lines: list[Row]) -> tuple[Entries, list[str]]:
    """Return the entries as they stand at the end, and what is wrong with them on the way."""
    entries: Entries = {}
    days: dict[date, list[int]] = {}
    wrong: list[str] = []
    closed = False
    for line in lines:
        facts = line["facts"]
        if line["kind"] == "entry":
            number, day = facts["number"], day_of(facts)
            wrong += [*check_entry(facts, entries.get(number)), *check_file(facts, entries.get(number))]
            if number not in entries:
                wrong += check_number(facts, entries, year, closed=closed)
                days.setdefault(day, []).append(number)
            entries[number] = facts
        elif line["kind"] == "day":
            day = date.fromisoformat(facts["day"])
            wrong += check_closing(f"the closing of {day}", facts, entries, days.get(day, []))
            wrong += [f"the closing of {day} is in the book of {year}"] if day.year != year else []
        elif line["kind"] == "year":
            wrong += check_closing(f"the closing of the year {year}", facts, entries, entries)
            wrong += [f"the year {year} was closed twice"] if closed else []
            wrong += [f"the year {year} was closed with numbers under way"] if facts.get("unfinished") else []
            closed = True
        else:
            wrong.append(f"line {line['place']} is of an unknown kind")
    return entries, wrong


def day_of(facts: Row) -> date:
    """Return the day of an entry in Vietnam."""
    at = datetime.fromisoformat(facts["certified_at"])
    if at.tzinfo is None:
        raise Trouble(f"number {facts['number']} tells no zone of its moment")
    return at.astimezone(VIETNAM).date()


def check_number(facts: Row, entries: Entries, year: int, *, closed: bool) -> Iterator[str]:
    """Yield what is wrong with a number when it is taken."""
    number, day = facts["number"], day_of(facts)
    if number != len(entries) + 1:
        yield f"number {number} follows number {len(entries)}"
    if closed:
        yield f"number {number} was taken after the year was closed"
    if facts["state"] != "numbered":
        yield f"number {number} begins as {facts['state']}"
    if day.year != year:
        yield f"number {number} is of {day}, not of the year {year}"
    before = next((one for one in reversed(entries.values()) if one["state"] != "void"), None)
    if before is not None and day < day_of(before):
        yield f"number {number} of {day} follows number {before['number']} of {day_of(before)}"


def check_entry(facts: Row, before: Row | None) -> Iterator[str]:
    """Yield what is wrong with one line of an entry, seen beside the line before it."""
    number, state = facts["number"], facts["state"]
    if bool(facts.get("voided_reason")) != (state == "void"):
        yield f"number {number} is {state} with the reason {facts.get('voided_reason')!r}"
    if before is None:
        return
    if state not in FOLLOWS.get(before["state"], ()):
        yield f"number {number} went from {before['state']} to {state}"
    changed = [name for name in FIXED if facts.get(name) != before.get(name)]
    if facts["note"] != before["note"] and (before["state"], state) != ("numbered", "numbered"):
        changed.append("note")
    if changed:
        yield f"number {number} had changed: {', '.join(changed)}"
    if facts == before:
        yield f"number {number} is told twice"


def check_file(facts: Row, before: Row | None) -> Iterator[str]:
    """Yield what is wrong with the file that a line of an entry names."""
    number, state, file = facts["number"], facts["state"], facts.get("file")
    had = before.get("file") if before is not None else None
    if file is None:
        if had is not None or state == "finished":
            yield f"number {number} is {state} without its file"
    elif state == "numbered":
        yield f"number {number} is not finished and has a file"
    elif had is None:
        if state == "void" or facts.get("replaces") is not None:
            yield f"number {number} has a file that was never told"
    elif file != had and not (state == "finished" and facts.get("replaces") == had):
        yield f"number {number} had changed: file"
    elif file == had and before is not None and facts.get("replaces") != before.get("replaces"):
        yield f"number {number} had changed: replaces"


def check_closing(what: str, facts: Row, entries: Entries, numbers: Collection[int]) -> Iterator[str]:
    """Yield what a closing counts otherwise than the entries before it."""
    counted = [entries[number] for number in numbers]
    good = [one for one in counted if one["state"] != "void"]
    found = {
        "first": min(numbers, default=0),
        "last": max(numbers, default=0),
        "numbers": len(counted),
        "void": len(counted) - len(good),
        "unfinished": sum(one["state"] == "numbered" for one in good),
        "copies": sum(one["copies"] for one in good),
        "fee": sum(one["fee"] for one in good),
    }
    for name, value in found.items():
        if facts.get(name) != value:
            yield f"{what} tells {facts.get(name)} {name}, the entries come to {value}"


def check_copies(folder: str, lines: list[Row], entries: Entries) -> Iterator[str]:
    """Yield files of a folder that are in no entry, those of a void one, and renewals that do not go on from before.

    A copy whose archive was renewed since is still a copy of its entry; a renewed one must begin with its bytes.
    """
    if not Path(folder).is_dir():
        raise Trouble(f"{folder}: no such folder")
    known: dict[str, Row] = {}
    for line in lines:
        if line["kind"] == "entry" and line["facts"].get("file"):
            known.setdefault(line["facts"]["file"], line["facts"])
    for path in sorted(one for one in Path(folder).rglob("*") if one.suffix.lower() == ".pdf"):
        data = path.read_bytes()
        facts = known.get(hashlib.sha256(data).hexdigest())
        if facts is None:
            yield f"{path.name} is not a copy of this book, or was changed"
            continue
        number, before = facts["number"], facts.get("replaces")
        if before is not None and hashlib.sha256(data[: facts.get("replaced_size", 0)]).hexdigest() != before:
            yield f"{path.name}: number {number} was renewed with other bytes than it had"
        if entries[number]["state"] == "void":
            yield f"{path.name}: number {number} is void"


def check_code(text: str, head: Row, lines: list[Row], entries: Entries) -> Iterator[str]:
    """Yield why the code on a copy does not fit the book."""
    try:
        mark, coded, year, number, *packed = text.strip().rsplit("#", 1)[-1].split("*")
        source, link = (base64.b32decode(one + "====").hex() for one in packed)
        book, which, entry = unquote(coded), int(year), int(number)
    except ValueError:
        mark, book, which, entry, source, link = "", "", 0, 0, "", ""
    if mark != "SAOY1":
        yield f"the code is not one of this program: {text[:60]}"
    elif (book, which) != (head["book"], head["year"]):
        yield f"the code is of book {book} of {which}"
    else:
        line = next((one for one in lines if one["hash"] == link), None)
        facts = line["facts"] if line is not None else {}
        if facts.get("number") != entry or facts.get("source") != source:
            yield f"the book does not know the code of number {entry}"
        elif entries[entry]["state"] == "void":
            yield f"the code is of number {entry}, which is void"


def check_heads(told: list[str], lines: list[Row]) -> Iterator[str]:
    """Yield the links told elsewhere, in groups or not, that the book does not hold."""
    known = {line["hash"] for line in lines}
    yield from (f"the book does not hold the link {one}" for one in told if "".join(one.split()).lower() not in known)


def main(arguments: list[str] | None = None) -> int:
    """Check as the command line says, tell, and return 0, 1 or 2."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book")
    parser.add_argument("--copies", metavar="FOLDER")
    parser.add_argument("--head", action="append", default=[], metavar="HASH")
    parser.add_argument("--code", action="append", default=[], metavar="TEXT")
    given = parser.parse_args(arguments)
    try:
        head, lines = load(given.book)
        wrong = list(check_links(head, lines))
        entries, more = check_entries(head["year"], lines)
        wrong += [*more, *check_heads(given.head, lines)]
        wrong += [one for text in given.code for one in check_code(text, head, lines, entries)]
        wrong += list(check_copies(given.copies, lines, entries)) if given.copies is not None else []
    except (Trouble, KeyError, TypeError, ValueError, OSError, OverflowError, RecursionError) as fault:
        print(f"CANNOT BE TOLD: {fault}")
        return 2
    void = sum(facts["state"] == "void" for facts in entries.values())
    print(f"Book {head['book']} of {head['year']}: {len(lines)} lines, {len(entries)} numbers, {void} void")
    print(f"Last link: {lines[-1]['hash'] if lines else '0' * 64}")
    if not given.head:
        print("Not held against a link told elsewhere (--head): an end cut off is not noticed without one")
    for each in wrong:
        print(f"WRONG: {each}")
    print("NOT IN ORDER" if wrong else "IN ORDER")
    return 1 if wrong else 0


if __name__ == "__main__":
    # A console that lacks a letter of the names is no reason not to answer.
    getattr(sys.stdout, "reconfigure", lambda **_: None)(errors="backslashreplace")
    sys.exit(main())
