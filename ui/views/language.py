"""Speak Vietnamese or English: our own sentences and Qt's standard buttons alike.

Vietnamese is the language of the source, so it needs a file only for Qt's own texts
(`qt_vi.ts`). English needs one for ours (`saoy_en.ts`). After changing texts:
`pyside6-lupdate $(find ui -name "*.py") -tr-function-alias tr+=_tr -locations none -source-language vi
-target-language en -ts ui/assets/i18n/saoy_en.ts`, translate, then `pyside6-lrelease` on each .ts file.
"""

from enum import StrEnum

from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desk.text import Language as Code
from ui.views.tokens import ASSETS

_FILES = {"vi": "qt_vi", "en": "saoy_en"}


class Language(StrEnum):
    """Name the two languages of the window: Vietnamese (tiếng Việt) and English."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


def speak(app: QApplication, language: Language) -> None:
    """Use a language for all windows built from now on; dates and numbers follow it.

    Raises:
        FileNotFoundError: the translation does not ship with this copy of the program.
    """
    for old in app.findChildren(QTranslator, options=Qt.FindChildOption.FindDirectChildrenOnly):
        app.removeTranslator(old)
        old.setParent(None)
    translator = QTranslator(app)
    path = ASSETS / "i18n" / f"{_FILES[language]}.qm"
    if not translator.load(str(path)):
        raise FileNotFoundError(path)
    app.installTranslator(translator)
    QLocale.setDefault(QLocale("vi_VN" if language is Language.VIETNAMESE else "en_GB"))


def language_now() -> Code:
    """Return the code of the language the window speaks, for sentences that come from the desk."""
    return "en" if QLocale().language() == QLocale.Language.English else "vi"
