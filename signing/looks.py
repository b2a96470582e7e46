"""Whether pages look the same in two states of a file (so hình trang): drawn small by PDFium and compared.

It is a second reader beside pyHanko: what one of them does not see, the other may. PDFium can end its process, so call
this only inside a limited worker.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SIDE_PX = 640
"""Longest side of a drawn page; a changed figure of body text changes some pixels even so."""

ENOUGH_S = 20.0
"""Seconds of drawing for a whole file."""

_STEP = 12
"""Levels of 255 that a pixel may differ by; equal pages are drawn equal, this is for rounding alone."""

_AROUND = 0.004
"""Share of the page a left-out box is widened by."""

Box = tuple[float, float, float, float]
Picture: TypeAlias = "npt.NDArray[np.int16]"


@dataclass
class Drawer:
    """Draws pages of states of one file, each once, until its seconds are spent.

    Attributes:
        data: The whole file.
        until: When it stops, by the monotonic clock.
    """

    data: bytes
    until: float = field(default_factory=lambda: time.monotonic() + ENOUGH_S)
    _open: dict[int, Any] = field(default_factory=dict)
    _drawn: "dict[tuple[int, int], Picture | None]" = field(default_factory=dict)

    def pages(self, end: int) -> int:
        """Return how many pages the state of this length has; 0 when PDFium cannot open it."""
        document = self._document(end)
        return len(document) if document is not None else 0

    def differ(self, page: int, old: int, new: int, aside: Iterable[Box] = ()) -> bool | None:
        """Tell whether a page, from 1, looks different in two states; None when it could not be drawn in time.

        Args:
            page: From 1.
            old: Length of the earlier state.
            new: Length of the later one.
            aside: Boxes that are not compared, 0-1 of the page from the top left.
        """
        one, other = self.picture(page, old), self.picture(page, new)
        if one is None or other is None:
            return None
        if one.shape != other.shape:
            return True
        apart = abs(one - other).max(axis=2)
        high, wide = apart.shape
        for left, top, right, bottom in aside:
            rows = slice(max(0, int((top - _AROUND) * high)), int((bottom + _AROUND) * high) + 2)
            apart[rows, max(0, int((left - _AROUND) * wide)) : int((right + _AROUND) * wide) + 2] = 0
        return bool(apart.max(initial=0) > _STEP)

    def close(self) -> None:
        """Let go of the documents."""
        for document in self._open.values():
            if document is not None:
                document.close()
        self._open.clear()

    def _document(self, end: int) -> Any:  # noqa: ANN401 -- PDFium's, which has no types
        import pypdfium2  # type: ignore[import-untyped]  # the library ships no types

        if end not in self._open:
            try:
                document = pypdfium2.PdfDocument(self.data[:end])
                document.init_forms()
                self._open[end] = document
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001 -- a state PDFium cannot open is not compared
                self._open[end] = None
        return self._open[end]

    def picture(self, page: int, end: int) -> "Picture | None":
        """Return a page (from 1) of the state that ends at a byte, drawn once and kept; None when it was not drawn."""
        key = (page, end)
        if key not in self._drawn:
            late = time.monotonic() > self.until
            self._drawn[key] = None if late else self._draw(page, end)
        return self._drawn[key]

    def _draw(self, number: int, end: int) -> "Picture | None":
        document = self._document(end)
        if document is None or number > len(document):
            return None
        try:
            page = document[number - 1]
            scale = SIDE_PX / max(1.0, *page.get_size())
            picture = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True).to_numpy()[:, :, :3]
            page.close()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- as above
            return None
        drawn: Picture = picture.astype("int16")
        return drawn


def looks_of(
    drawer: Drawer, ends: Mapping[int, int], touched: Mapping[int, tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """Return the pages whose look each state changed, by its number.

    Args:
        drawer: Of the file.
        ends: Length of each state by its number.
        touched: Pages that a state may have altered, by its number, from 2.
    """
    found = {}
    for number, pages in touched.items():
        old, new = ends[number - 1], ends[number]
        changed = [page for page in pages if drawer.differ(page, old, new) is not False]
        found[number] = tuple(changed)
    return found
