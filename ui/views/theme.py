"""Dress the application: fonts, palette, style sheet, and the values painters ask for.

One `Theme` belongs to the application object. Widgets never keep a colour: they ask
`theme()` while painting, so a change of palette or size shows at once.
"""

from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmap
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.views.sheet import build_sheet
from ui.views.tokens import (
    ASSETS,
    Colour,
    Height,
    PageTone,
    Palette,
    Radius,
    Space,
    Tokens,
    Tone,
    TypeRole,
    read_tokens,
)

PAPER_FONTS = ASSETS.parent.parent / "desk" / "assets" / "fonts"
SMALLEST, LARGEST = 0.9, 1.5
"""The size setting's range, on top of the system's own scale."""

FLOOR_PX = 12
"""No text is ever smaller than this, at any size setting."""


class Theme(QObject):
    """Hold the palette and size in use, and answer painters.

    Signals:
        changed: the palette or the size changed; widgets were restyled already.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.tokens: Tokens = read_tokens()
        self.palette_name = Palette.LIGHT
        self.factor = 1.0
        self.motion = True
        self.pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
        self._fonts: dict[tuple[str, int], QFont] = {}
        self._colours: dict[str, QColor] = {}

    def colour(self, role: Colour) -> QColor:
        """Give the colour of a role in the palette in use."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self.tokens.palettes[self.palette_name][role])
        return found

    def tone(self, tone: Tone) -> tuple[QColor, QColor, QColor]:
        """Give (ink, fill, line) of a tone."""
        if tone == "plain":
            return self.colour("ink2"), self.colour("sunken"), self.colour("line")
        if tone == "accent":
            return self.colour("accent"), self.colour("soft"), self.colour("soft-line")
        ink = cast("Colour", tone)
        soft = cast("Colour", f"{tone}-soft")
        return self.colour(ink), self.colour(soft), self.colour(cast("Colour", f"{tone}-line"))

    def page_colour(self, tone: PageTone) -> QColor:
        """Give the colour of a box on a page picture, the same in every palette."""
        return QColor(self.tokens.page.colours[tone])

    def font(self, role: TypeRole, weight: int | None = None) -> QFont:
        """Give the font of a type role with tabular figures, at the size in use.

        Args:
            role: the step of the scale.
            weight: 400, 500, 600 or 700; the step's own when not given.
        """
        step = self.tokens.type[role]
        key = (role, weight or step.weight)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(role, key[1])
        return self._fonts[key]

    def paper_font(self, size_px: int, weight: int = 400) -> QFont:
        """Give the serif of certified wording and papers (Liberation Serif), in px at 100 %."""
        font = QFont()
        font.setFamilies(list(self.tokens.paper_family))
        font.setPixelSize(max(FLOOR_PX, self.px(size_px)))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def px(self, base: float) -> int:
        """Scale a length in px by the size setting."""
        return round(base * self.factor)

    def height(self, name: Height) -> int:
        """Give a height in px at the size in use."""
        return self.px(self.tokens.height[name])

    def space(self, name: Space) -> int:
        """Give a space in px; spaces keep the 4 px grid at every size."""
        return self.tokens.space[name]

    def radius(self, name: Radius) -> int:
        """Give a corner radius in px."""
        return self.tokens.radius[name]

    def line_px(self, role: TypeRole) -> int:
        """Give the line height of a type role in px at the size in use."""
        return self.px(self.tokens.type[role].line)

    @property
    def high_contrast(self) -> bool:
        """Tell whether selected things must also be drawn with a bar or border."""
        return self.palette_name is Palette.HIGH

    @property
    def dark(self) -> bool:
        """Tell whether page pictures are dimmed in review."""
        return self.palette_name is not Palette.LIGHT

    def appear_ms(self) -> int:
        """Give the time for appearing in ms; 0 when the system asks for less motion."""
        return self.tokens.motion["appear-ms"] if self.motion else 0

    def move_ms(self) -> int:
        """Give the time for panes and insertion in ms; 0 when less motion is asked for."""
        return self.tokens.motion["move-ms"] if self.motion else 0

    def use(self, palette: Palette | None = None, factor: float | None = None) -> None:
        """Change the palette, the size (0.9-1.5), or both, on the running window."""
        self.palette_name = palette or self.palette_name
        if factor is not None:
            self.factor = min(LARGEST, max(SMALLEST, factor))
        self._colours.clear()
        self._fonts.clear()
        self.pixmaps.clear()
        app = cast("QApplication", self.parent())
        app.setPalette(self._qt_palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(build_sheet(self.tokens, self.palette_name, self.factor))
        self.changed.emit()

    def _make_font(self, role: TypeRole, weight: int) -> QFont:
        step = self.tokens.type[role]
        font = QFont()
        font.setFamilies(list(self.tokens.window_family))
        font.setPixelSize(max(FLOOR_PX, self.px(step.size)))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("tnum"), 1)
        if step.spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, step.spacing * self.factor)
        return font

    def _qt_palette(self) -> QPalette:
        roles: dict[QPalette.ColorRole, Colour] = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.BrightText: "seal",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on-accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.ToolTipBase: "popup",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Midlight: "line",
            QPalette.ColorRole.Mid: "edge",
            QPalette.ColorRole.Dark: "ink3",
            QPalette.ColorRole.Shadow: "shadow",
            QPalette.ColorRole.Accent: "accent",
        }
        palette = QPalette()
        for qt_role, role in roles.items():
            palette.setColor(qt_role, self.colour(role))
        off = QPalette.ColorGroup.Disabled
        for qt_role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(off, qt_role, self.colour("ink3"))
        return palette


def load_fonts() -> list[str]:
    """Load the shipped fonts into the application and give their family names.

    Raises:
        FileNotFoundError: a font file is missing or Qt cannot read it.
    """
    families: list[str] = []
    for folder in (ASSETS / "fonts", PAPER_FONTS):
        for path in sorted([*folder.glob("*.otf"), *folder.glob("*.ttf")]):
            number = QFontDatabase.addApplicationFont(str(path))
            if number < 0:
                raise FileNotFoundError(path)
            families += QFontDatabase.applicationFontFamilies(number)
    if "Inter" not in families:
        raise FileNotFoundError(ASSETS / "fonts")
    return sorted(set(families))


def install_theme(app: QApplication, palette: Palette = Palette.LIGHT, factor: float = 1.0) -> Theme:
    """Dress the application once: Fusion under our sheet, our fonts, a palette and a size.

    Calling it again changes the theme in place and gives the same object.
    """
    found = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if found is None:
        load_fonts()
        app.setStyle("Fusion")
        found = Theme(app)
    found.use(palette, factor)
    return found


def system_palette(app: QApplication) -> Palette:
    """Give the palette the system asks for: high contrast, dark or light."""
    hints = app.styleHints()
    return palette_for(hints.colorScheme(), hints.accessibility().contrastPreference())


def palette_for(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Palette:
    """Choose the palette for a system's wishes; a platform that knows no scheme means light."""
    if contrast == Qt.ContrastPreference.HighContrast:
        return Palette.HIGH
    return Palette.DARK if scheme == Qt.ColorScheme.Dark else Palette.LIGHT


_installed: list[Theme] = []
"""The theme of the application, asked for at every text and key that is laid out: looking among children is slower."""


def theme() -> Theme:
    """Give the application's theme, installing the light one if none was."""
    if not _installed or not isValid(_installed[0]):
        app = cast("QApplication", QApplication.instance())
        found = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
        _installed[:] = [found if found is not None else install_theme(app)]
    return _installed[0]
