"""Build the one style sheet of the application from the tokens: boxes only, never fonts.

Widgets choose their box by dynamic properties: `card`, `state`, `tone`, `box`.
"""

from string import Template

from ui.views.tokens import Palette, Tokens

# Fields own their focus ring by colour and width together; the padding gives the px back.
_SHEET = Template("""
QMainWindow, QDialog { background: $bg; }
QToolTip { background: $popup; color: $ink; border: 1px solid $edge; padding: 4px 8px; }
QWidget[box="bg"] { background: $bg; }
QWidget[box="surface"] { background: $surface; }
QWidget[box="sunken"] { background: $sunken; }
QWidget[box="well"] { background: $well; }
QWidget[box="top"] { background: $surface; border-bottom: 1px solid $line; }
QWidget[box="head"] { background: $sunken; border-bottom: 1px solid $line; }
QWidget[box="action"] { background: $surface; border-top: 1px solid $line; }
QWidget[box="status"] { background: $surface; border-top: 1px solid $line; }
QWidget[box="side-left"] { background: $surface; border-right: 1px solid $line; }
QWidget[box="side-right"] { background: $surface; border-left: 1px solid $line; }

QLabel { background: transparent; color: $ink; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="ink3"] { color: $ink3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="doubt"] { color: $doubt; }
QLabel[tone="seal"] { color: $seal; }
QLabel[tone="rail"] { color: $rail_ink; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox {
    background: $surface; color: $ink; border: 1px solid $edge; border-radius: ${r_control}px;
    padding: 0 ${pad}px; min-height: ${field}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit, QTextEdit { padding: 8px ${pad}px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $ink2; }
QLineEdit[state="doubt"], QComboBox[state="doubt"] {
    background: $doubt_soft; border-color: $doubt; }
QLineEdit[state="wrong"], QComboBox[state="wrong"] {
    background: $seal_soft; border-color: $seal; }
QLineEdit[state="ok"] { border-color: $ok; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: $well; color: $ink3; border-color: $line; }
QLineEdit:read-only { background: $sunken; border-color: $line; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus,
QComboBox:focus { border: 2px solid $focus; padding: 0 ${pad_focus}px;
    min-height: ${field_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 7px ${pad_focus}px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {
    border: none; background: transparent; padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }

QDialog QPushButton { background: $surface; color: $ink; border: 1px solid $edge;
    border-radius: ${r_control}px; padding: 0 16px; min-height: ${field}px; min-width: 72px; }
QDialog QPushButton:hover { background: $sunken; }
QDialog QPushButton:default { border: 2px solid $accent; }
QDialog QPushButton:focus { border: 2px solid $focus; }
QDialog QPushButton:disabled { color: $ink3; border-color: $line; }
QAbstractItemView { background: $surface; color: $ink; border: none; outline: none;
    selection-background-color: $soft; selection-color: $ink; }
QAbstractItemView::item { min-height: ${row}px; padding: 0 8px; }
QAbstractItemView::item:hover { background: $sunken; }
QAbstractItemView::item:selected { background: $soft; color: $ink; $selected_extra }
QAbstractItemView[popup="true"] { background: $popup; border: 1px solid $edge; padding: 0; }
QHeaderView::section { background: $sunken; color: $ink2; border: none;
    border-bottom: 1px solid $line; padding: 0 10px; min-height: 32px; }
QTableView { gridline-color: $line; }

QScrollArea { background: transparent; border: none; }
QScrollArea[stop="true"] { border: 2px solid transparent; border-radius: 8px; }
QScrollArea[stop="true"]:focus { border-color: $focus; }
QScrollArea > QWidget > QWidget[box="none"] { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $popup; color: $ink; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 8px 16px; border-radius: ${r_cap}px; }
QMenu::item:selected { background: $soft; color: $ink; $selected_extra }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QSplitter::handle { background: $line; }
""")


def build_sheet(tokens: Tokens, palette: Palette, factor: float) -> str:
    """Fill the sheet with one palette's values; lengths follow the size factor."""
    colours = {role.replace("-", "_"): value for role, value in tokens.palettes[palette].items()}
    field = round(tokens.height["field"] * factor) - 2
    high = palette is Palette.HIGH
    return _SHEET.substitute(
        colours,
        r_cap=tokens.radius["cap"],
        r_control=tokens.radius["control"],
        pad=tokens.space["m"],
        pad_focus=tokens.space["m"] - 1,
        field=field,
        field_focus=field - 2,
        row=round(tokens.height["row"] * factor) - 2,
        selected_extra=f"border-left: 3px solid {colours['accent']};" if high else "",
    )
