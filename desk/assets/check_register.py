#!/usr/bin/env python3
"""Checks a book of certified copies, as `saoy register --chain FILE` writes it, without Sao Y and without a network.

    python3 check_register.py BOOK.jsonl [--copies FOLDER] [--head HASH]... [--code TEXT]...

It needs Python 3.10 or later and nothing else, and shares no line with the program whose work it checks. It answers
whether every line follows from the one before it, numbers run from 1 without a gap, no entry was taken out or changed
after it was finished, and the closings of the days count what stands before them. A renewal of the archive puts a
longer file in the place of a finished one and names the one before. `--copies` holds the files of a
folder against the digests in the book; `--head` is a link told elsewhere, as printed in the record of a day's closing;
`--code` is the text of the square code on a copy. Both must be found in the book. Ends with 0 if all is right, 1 if
not, 2 if it cannot be told.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]
Entries = dict[Any, Row]

FORMAT = "saoy-register-1"
FIXED = ("certified_at", "requester", "requester_number", "title", "officer", "officer_title", "source")
FOLLOWS: dict[Any, tuple[str, ...]] = {
    "numbered": ("numbered", "finished", "void"),
    "finished": ("finished", "void"),
    "void": ("void",),
}


class Trouble(Exception):
    """The file cannot be read as a book."""


def load(path: str) -> tuple[Row, list[Row]]:
    """Return the head of the file and its lines."""
    try:
        rows = [json.loads(row) for row in Path(path).read_text("utf-8").splitlines() if row.strip()]
    except (OSError, ValueError) as fault:
        raise Trouble(f"{path}: {fault}") from fault
    if not rows or not isinstance(rows[0], dict) or rows[0].get("format") != FORMAT:
        raise Trouble(f"{path}: not a book of this kind ({FORMAT})")
    names = {"place": int, "at": str, "kind": str, "body": str, "hash": str}
    for number, row in enumerate(rows[1:], 2):
        sound = isinstance(row, dict) and all(isinstance(row.get(name), kind) for name, kind in names.items())
        if not sound:
            raise Trouble(f"{path}: row {number} is no line of a book")
    return rows[0], rows[1:]


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
        previous = expected
    if head.get("lines") != len(lines):
        yield f"the file says {head.get('lines')} lines and has {len(lines)}"


def check_entries(lines: list[Row]) -> tuple[Entries, list[str]]:
    """Return the entries as they stand at the end, and what is wrong with them on the way."""
    entries: Entries = {}
    wrong: list[str] = []
    closed = False
    for line in lines:
        facts = json.loads(line["body"])
        if line["kind"] == "year":
            closed = True
        elif line["kind"] == "day":
            wrong += check_day(facts, entries)
        elif line["kind"] == "entry":
            wrong += check_entry(facts, entries, closed=closed)
            entries[facts.get("number")] = facts
        else:
            wrong.append(f"line {line['place']} is of an unknown kind")
    return entries, wrong


def check_entry(facts: Row, entries: Entries, *, closed: bool) -> Iterator[str]:
    """Yield what is wrong with one line of an entry."""
    number = facts.get("number")
    before = entries.get(number)
    if before is None:
        if number != len(entries) + 1:
            yield f"number {number} follows number {len(entries)}"
        if closed:
            yield f"number {number} was taken after the year was closed"
        if facts.get("state") != "numbered":
            yield f"number {number} begins as {facts.get('state')}"
        return
    if facts.get("state") not in FOLLOWS.get(before.get("state"), ()):
        yield f"number {number} went from {before.get('state')} to {facts.get('state')}"
    changed = [name for name in FIXED if facts.get(name) != before.get(name)]
    renewed = facts.get("state") == "finished" and facts.get("replaces") == before.get("file")
    if before.get("file") is not None and facts.get("file") != before.get("file") and not renewed:
        changed.append("file")
    if changed:
        yield f"number {number} had changed: {', '.join(changed)}"


def check_day(facts: Row, entries: Entries) -> Iterator[str]:
    """Yield what a day's closing counts otherwise than the entries before it."""
    first, last = facts.get("first") or 0, facts.get("last") or 0
    if not first:
        return
    counted = [entries[number] for number in range(first, last + 1) if number in entries]
    good = [one for one in counted if one.get("state") != "void"]
    found = {
        "numbers": len(counted),
        "void": len(counted) - len(good),
        "copies": sum(one.get("copies", 0) for one in good),
        "fee": sum(one.get("fee", 0) for one in good),
    }
    for name, value in found.items():
        if facts.get(name) != value:
            yield f"the closing of {facts.get('day')} tells {facts.get(name)} {name}, the entries come to {value}"


def check_copies(folder: str, lines: list[Row], entries: Entries) -> Iterator[str]:
    """Yield files of a folder that are in no entry, those of a void one, and renewals that do not go on from before.

    A copy whose archive was renewed since is still a copy of its entry; a renewed one must begin with its bytes.
    """
    known: dict[str, Row] = {}
    for line in lines:
        facts = json.loads(line["body"]) if line["kind"] == "entry" else {}
        if facts.get("file"):
            known.setdefault(facts["file"], facts)
    for path in sorted(Path(folder).rglob("*.pdf")):
        data = path.read_bytes()
        facts = known.get(hashlib.sha256(data).hexdigest())
        if facts is None:
            yield f"{path.name} is not a copy of this book, or was changed"
            continue
        number, before = facts.get("number"), facts.get("replaces")
        if before is not None and hashlib.sha256(data[: facts.get("replaced_size", 0)]).hexdigest() != before:
            yield f"{path.name}: number {number} was renewed with other bytes than it had"
        if entries[number].get("state") == "void":
            yield f"{path.name}: number {number} is void"


def check_code(text: str, head: Row, lines: list[Row]) -> Iterator[str]:
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
        facts = json.loads(line["body"]) if line is not None else {}
        if facts.get("number") != entry or facts.get("source") != source:
            yield f"the book does not know the code of number {entry}"


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
        entries, more = check_entries(lines)
        wrong += more
        known = {line["hash"] for line in lines}
        wrong += [f"the book does not hold the link {told}" for told in given.head if told.lower() not in known]
        wrong += [one for text in given.code for one in check_code(text, head, lines)]
        wrong += list(check_copies(given.copies, lines, entries)) if given.copies else []
    except (Trouble, KeyError, TypeError, ValueError) as fault:
        print(f"CANNOT BE TOLD: {fault}")
        return 2
    void = sum(facts.get("state") == "void" for facts in entries.values())
    print(f"Book {head['book']} of {head['year']}: {len(lines)} lines, {len(entries)} numbers, {void} void")
    print(f"Last link: {lines[-1]['hash'] if lines else '0' * 64}")
    for each in wrong:
        print(f"WRONG: {each}")
    print("NOT IN ORDER" if wrong else "IN ORDER")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
