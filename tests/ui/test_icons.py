"""What clerks rely on: every act has its own drawing, in the one pen."""

import xml.etree.ElementTree as ET
from typing import get_args

import pytest

from ui.views.icons import IconName, icon_pixmap, qt_icon, window_icon
from ui.views.theme import Theme
from ui.views.tokens import ASSETS, Palette

NAMES = get_args(IconName)


def test_the_names_of_the_code_are_the_drawings_that_ship() -> None:
    drawn = {path.stem for path in (ASSETS / "icons").glob("*.svg")}

    assert drawn == set(NAMES) | {"mark"}


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_with_the_one_pen(name: str) -> None:
    root = ET.fromstring((ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314 -- our own drawings

    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    assert root.get("fill") == "none"
    assert root.get("stroke") == "currentColor"


def test_no_two_icons_look_alike(dressed: Theme) -> None:
    # `help` and `doubt` are one question mark: both say «not sure», in different places.
    pictures = {name: bytes(icon_pixmap(name, "ink", 48).toImage().constBits()) for name in NAMES if name != "help"}

    assert len(set(pictures.values())) == len(pictures)
    assert all(any(picture) for picture in pictures.values())


def test_an_icon_takes_the_new_colour_after_a_change_of_palette(dressed: Theme) -> None:
    light = icon_pixmap("scan", "accent", 24).toImage()

    dressed.use(Palette.DARK)
    dark = icon_pixmap("scan", "accent", 24).toImage()
    dressed.use(Palette.LIGHT)

    assert light != dark


def test_an_icon_is_sharp_on_a_fine_screen(dressed: Theme) -> None:
    fine = icon_pixmap("seal", "ink", 18, 2.0)

    assert fine.width() == 36
    assert fine.devicePixelRatio() == 2.0


def test_the_program_has_an_icon_at_every_size_a_desktop_asks_for(dressed: Theme) -> None:
    sizes = {size.width() for size in window_icon().availableSizes()}

    assert {16, 32, 48, 256} <= sizes
    assert not qt_icon("scan").isNull()
