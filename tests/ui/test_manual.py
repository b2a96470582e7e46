"""What a clerk who reads the manual relies on: its pictures are there, and its keys and labels are the program's."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from docs.pictures import OF_PLACES, OF_SHEETS, names_of
from tests.ui.counter.every_dialog import DIALOGS
from ui.views.screens import PLACES

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "docs" / "screens"
MANUALS = [*sorted((ROOT / "docs" / "vi").glob("*.md")), ROOT / "README.md"]
MANUAL = ROOT / "docs" / "vi" / "huong-dan.md"
NOT_LABELS = {"DIỄN TẬP", "CCCD hai mặt", "Chưa lưu: 0"}
"""Words of a place or a state that are made of data or of parts."""

NUMBERED = {
    "Ctrl+{}": range(1, 8), "Alt+{}": range(1, 4), "Shift+F{}": range(2, 10), "{}": range(10),
}  # fmt: skip
"""Keys that are made with a number."""


@cache
def told() -> frozenset[str]:
    """Every text of the window, of the messages and of the data packs."""
    found: set[str] = set()
    for file in [*(ROOT / "ui").rglob("*.py"), ROOT / "desk" / "messages.toml"]:
        source = file.read_text(encoding="utf-8")
        if file.suffix == ".toml":
            found.update(re.findall(r'= "(.*)"$', source, re.MULTILINE))
            continue
        found.update(
            node.value
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    return frozenset(found)


def table_keys() -> list[str]:
    """The keys of the table at the manual's end, as the program writes them."""
    table = MANUAL.read_text(encoding="utf-8").partition("## 16 ")[2]
    lines = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("| Phím")]
    rows = [line.split("|")[1] for line in lines]
    return [key.strip().replace(" ", "+") for row in rows for key in row.split("·")]


def test_every_screen_and_every_dialog_has_its_pictures() -> None:
    assert set(OF_PLACES) == {place.name for place in PLACES}
    assert {kind.__name__ for kind in DIALOGS} <= set(OF_SHEETS)
    wanted = [file for name in {*OF_PLACES.values(), *OF_SHEETS.values()} for file in names_of(name)]
    assert [file for file in wanted if not (SCREENS / file).is_file()] == []


@pytest.mark.parametrize("page", MANUALS, ids=lambda page: page.name)
def test_every_picture_and_page_that_is_linked_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_key_of_the_manuals_table_is_a_key_of_the_program() -> None:
    numbered = {form.format(number) for form, numbers in NUMBERED.items() for number in numbers}
    known = {text.replace("Return", "Enter") for text in told()} | numbered

    assert [key for key in table_keys() if key not in known] == []
    assert len(table_keys()) > 80


def test_every_label_quoted_in_the_manual_is_a_word_of_the_program() -> None:
    quoted = set(re.findall("«([^»]+)»", MANUAL.read_text(encoding="utf-8")))

    assert sorted(quoted - told() - NOT_LABELS) == []
