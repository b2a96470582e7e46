"""Reading a portal's export (tệp xuất từ cổng): CSV or XLSX rows into procedures, columns matched by their heads."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from desk.errors import CatalogueUnreadable, FileMissing
from desk.model.procedure import Component, Need, Procedure
from desk.work.catalogue_words import component_of, days_of, initials, national_code, need_of, plain
from desk.work.packs import read_toml
from ocr.vietnamese import fold

MOST_BYTES = 20 << 20
_MOST_UNPACKED = 200 << 20
_MOST_ENTRIES = 2000
_MOST_ROWS = 50_000
_MOST_COLUMNS = 60
_LONGEST_CELL = 8000
_LONGEST_NAME = 1000
_MOST_COMPONENTS = 60
_HEAD_WITHIN = 25

Row = tuple[str, ...]


def read_table(path: Path) -> list[Row]:
    """Read the rows of the first sheet of an XLSX, or of a CSV in UTF-8 or UTF-16; all cells as text.

    Formulas give the value last computed, if any; nothing is ever computed. Limits: 20 MB, 200 MB unpacked, 50 000
    rows, 60 columns, 8 000 characters a cell (the rest is cut).

    Raises:
        FileMissing: it cannot be opened.
        CatalogueUnreadable: the file is none of these, is damaged, or passes a limit.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CatalogueUnreadable(file=path.name)
        data = path.read_bytes()
    except OSError as fault:
        raise FileMissing(file=path.name) from fault
    try:
        rows = _xlsx_rows(data) if data.startswith(b"PK") else _csv_rows(data)
        return [_row(cells) for cells in _limited(rows, path.name)]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, csv.Error, OSError) as fault:
        raise CatalogueUnreadable(file=path.name) from fault
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, SyntaxError) as fault:
        raise CatalogueUnreadable(file=path.name) from fault


def _limited(rows: Iterator[list[object]], file: str) -> Iterator[list[object]]:
    for number, row in enumerate(rows):
        if number >= _MOST_ROWS:
            raise CatalogueUnreadable(file=file)
        yield row


def _row(cells: list[object]) -> Row:
    return tuple("" if cell is None else str(cell)[:_LONGEST_CELL] for cell in cells[:_MOST_COLUMNS])


def _csv_rows(data: bytes) -> Iterator[list[object]]:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig").replace("\x00", "")
    head = text[:4000].split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield list(row)


def _xlsx_rows(data: bytes) -> Iterator[list[object]]:
    from openpyxl import load_workbook  # half a second that only an import of a catalogue needs

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
            raise ValueError(len(entries))
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True):
            yield list(cells)
    finally:
        book.close()


def procedures_of_table(rows: list[Row]) -> list[Procedure]:
    """Make procedures from rows under a row of heads; rows of one code join, each adding its component.

    A row whose code is no national code, or whose name is empty, over 1 000 characters or starts like a formula, is
    passed over.

    Raises:
        CatalogueUnreadable: no heads of a code and a name in the first 25 rows, or no row fits.
    """
    for number, row in enumerate(rows[:_HEAD_WITHIN]):
        columns = _columns(row)
        if {"code", "name"} <= columns.keys():
            joined = _joined(rows[number + 1 :], columns)
            if joined:
                return joined
    raise CatalogueUnreadable(file="-")


def _columns(row: Row) -> dict[str, int]:
    heads = [re.sub(r"[^a-z,/ ]", "", fold(plain(cell))).strip() for cell in row]
    found: dict[str, int] = {}
    for column, names in read_toml("catalogue-words.toml")["columns"].items():
        fitting = [(names.index(head), place) for place, head in enumerate(heads) if head in names]
        free = [(order, place) for order, place in fitting if place not in found.values()]
        if free:
            found[column] = min(free)[1]
    return found


def _joined(rows: list[Row], columns: dict[str, int]) -> list[Procedure]:
    made: dict[str, Procedure] = {}
    parts: dict[str, list[str]] = {}
    needs: dict[str, list[Need | None]] = {}
    last = ""
    for row in rows:
        cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        code = national_code(cells["code"])
        if not code and not plain(cells["code"]) and not plain(cells["name"]):
            code = last
        elif code not in made and not _named(cells, code):
            last = ""
            continue
        if not code:
            continue
        if code not in made:
            made[code], parts[code], needs[code] = _procedure(code, cells), [], []
        new = _components(cells.get("components", ""))
        parts[code] += new
        needs[code] += [need_of(cells.get("need", ""))] * len(new)
        last = code
    return [_complete(row, parts[code], needs[code]) for code, row in made.items()]


def _named(cells: dict[str, str], code: str) -> bool:
    name = plain(cells["name"])
    return bool(code) and 0 < len(name) <= _LONGEST_NAME and name[0] not in "=+-@;,\uff1d"


def _procedure(code: str, cells: dict[str, str]) -> Procedure:
    name = plain(cells["name"])
    note = plain(cells.get("days"))[:300]
    return Procedure(
        code=code,
        name=name,
        group=plain(cells.get("group"))[:200],
        components=(),
        days=days_of(note),
        days_note=note or None,
        fee=plain(cells.get("fee"))[:300] or None,
        result=plain(cells.get("result"))[:300] or None,
        letters=initials(name),
    )


def _components(cell: str) -> list[str]:
    none = read_toml("catalogue-words.toml")["need"]["none"]
    lines = re.split(r"[\r\n]+|;\s+(?=\S)", cell)
    texts = [plain(line).rstrip(" ;.") for line in lines]
    return [text for text in texts if len(text) > 1 and not any(fold(text).startswith(word) for word in none)]


def _complete(row: Procedure, texts: list[str], needs: list[Need | None]) -> Procedure:
    pairs = list(dict(zip(texts, needs, strict=True)).items())[:_MOST_COMPONENTS]
    parts: list[Component] = [
        component_of(place, text, need, row.group) for place, (text, need) in enumerate(pairs, 1)
    ]
    return Procedure(
        code=row.code, name=row.name, group=row.group, components=tuple(parts), days=row.days,
        days_note=row.days_note, fee=row.fee, result=row.result, kind=row.kind, letters=row.letters,
    )
