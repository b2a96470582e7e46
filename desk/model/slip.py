"""What the square code of a slip or a cover sheet says (mã QR trên phiếu): whose papers follow it.

A receipt slip (Giấy tiếp nhận hồ sơ và hẹn trả kết quả) carries the plain code of its dossier, so that a hand-held
reader types it into the search field. Where more has to be told, the text is

    SAOY1 D=code K=component P=page/pages

with `K` on a cover sheet for one component, and `P` on the further pages of a long slip.
"""

import re
from dataclasses import dataclass

_CODE = r"[0-9A-Z](?:[0-9A-Z./-]{1,38})[0-9A-Z]"
_SHAPE = re.compile(rf"SAOY1 D=({_CODE})(?: K=([1-9][0-9]?))?(?: P=([1-9][0-9]?)/([1-9][0-9]?))?")
_PLAIN = re.compile(r"(?:TAM|[0-9A-Z]{1,4}(?:\.[0-9A-Z]{1,4}){0,5})-[0-9]{6}-[0-9]{4,7}")
"""Provisional codes of the desk, and those of the provincial systems: body, day, number."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says (nội dung mã trên phiếu).

    Attributes:
        dossier: Code of the dossier (mã hồ sơ).
        component: Place of the component (thành phần hồ sơ) whose paper follows, 1-99; None when the slip names none.
        page: Which page of the slip this is, from 1.
        pages: How many pages the slip has; 1 also where the code does not say.
    """

    dossier: str
    component: int | None = None
    page: int = 1
    pages: int = 1

    @property
    def text(self) -> str:
        """The text of the code: the plain dossier code where that says all."""
        if (self.component, self.page, self.pages) == (None, 1, 1) and _PLAIN.fullmatch(self.dossier):
            return self.dossier
        part = f" K={self.component}" if self.component else ""
        place = f" P={self.page}/{self.pages}" if self.pages > 1 else ""
        return f"SAOY1 D={self.dossier}{part}{place}"


def read_slip(text: str) -> Slip | None:
    """Return what the text of a square code says, None when it is not that of a slip or a cover sheet.

    Strict: a code of anything else on a paper (identity card, certified copy, invoice) is never taken for a slip.
    """
    if _PLAIN.fullmatch(text):
        return Slip(text)
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    dossier, component, page, pages = found.groups()
    slip = Slip(dossier, int(component) if component else None, int(page or 1), int(pages or 1))
    return slip if slip.page <= slip.pages else None
