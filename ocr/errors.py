"""Faults of reading paper (lỗi đọc giấy): what the world did, never our own bugs."""

from typing import ClassVar


class OcrError(Exception):
    """Root of the faults of `ocr`.

    Keyword arguments of the constructor fill the `{placeholders}` of the sentence that belongs to `code` and go to
    the log; they never carry text of a paper.

    Attributes:
        code: Stable for ever; the key of the sentence in `desk/messages.toml`.
        retry: True when the same call may succeed later without a change.
    """

    code: ClassVar[str] = "ocr.fault"
    retry: ClassVar[bool] = False

    def __init__(self, **context: object) -> None:
        super().__init__(self.code, context)
        self.context = context

    def __reduce__(self) -> "tuple[object, tuple[type[OcrError], dict[str, object]]]":
        return _again, (type(self), self.context)


def _again(kind: type[OcrError], context: dict[str, object]) -> OcrError:
    return kind(**context)


class LanguageMissing(OcrError):
    """A tesseract model (`vie`, `osd`) is not installed."""

    code = "ocr.language-missing"


class EngineMissing(OcrError):
    """No OCR engine can be started on this machine."""

    code = "ocr.engine-missing"


class FileUnreadable(OcrError):
    """The file is damaged, or is not a picture, TIFF or PDF at all."""

    code = "ocr.file-unreadable"


class FileKindRefused(OcrError):
    """The file is of a kind that is not paper (archive, program, text)."""

    code = "ocr.file-kind-refused"


class FileEncrypted(OcrError):
    """The PDF asks for a password."""

    code = "ocr.file-encrypted"


class FilePortfolio(OcrError):
    """The PDF is a wrapper around attached files (tập hồ sơ PDF) and has no paper of its own."""

    code = "ocr.file-portfolio"


class FileFormDynamic(OcrError):
    """The PDF is a dynamic XFA form: its pages exist only in the program that made it."""

    code = "ocr.file-form-dynamic"


class FileTooLarge(OcrError):
    """The file passes a limit: 500 pages, 200 megapixels a page, 200 MB, 14 400 pt a side."""

    code = "ocr.file-too-large"


class FileEmpty(OcrError):
    """The file has no page at all, or no byte."""

    code = "ocr.file-empty"


class CardNotSeen(OcrError):
    """Two sides of a card are wanted and `found` were seen."""

    code = "ocr.card-not-seen"
