"""The signatures a PDF carries, each read by itself (chữ ký trong tệp): one that is broken hides no other."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from signing.cover import Cover, cover_of
from signing.opening import Opened, page_tree
from signing.structure import FormField, annotations, form_fields, value_of

Box = tuple[float, float, float, float]

_PADES = "/ETSI.CAdES.detached"
_KNOWN = {"/Sig": {_PADES, "/adbe.pkcs7.detached", "/PBAD.PAdES"}, "/DocTimeStamp": {"/ETSI.RFC3161"}}


@dataclass(frozen=True, slots=True)
class Embedded:
    """One signature or document time stamp, in the order of the file.

    Attributes:
        field: Its form field.
        section: Cross-reference section that wrote it last, from 0; -1 when it cannot be told.
        made: The section that wrote it first.
        timestamp: True for a document time stamp.
        known: True when its format can be judged.
        cms: pyHanko's reading of it, or None when it cannot be read.
        cover: The bytes it covers.
        blocks: Every block of it that can be seen, as page and box.
    """

    field: FormField
    section: int
    made: int
    timestamp: bool
    known: bool
    cms: Any
    cover: Cover
    blocks: tuple[tuple[int, Box], ...]

    @property
    def page(self) -> int:
        """Page of its visible block, from 1; 0 = invisible."""
        return self.blocks[0][0] if self.blocks else 0

    @property
    def box(self) -> Box | None:
        """The visible block, 0-1 of the page from the top left, or None."""
        return self.blocks[0][1] if self.blocks else None

    @property
    def pades(self) -> bool:
        """Tell whether it is a PAdES signature: its format, and its signer named among what is signed."""
        if self.cms is None or value_of(self.cms.sig_object, "/SubFilter") != _PADES:
            return False
        try:
            named = {attribute["type"].native for attribute in self.cms.signer_info["signed_attrs"]}
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- foreign DER makes asn1crypto raise anything
            return False
        return bool(named & {"signing_certificate", "signing_certificate_v2"})

    @property
    def certificate(self) -> Any:  # noqa: ANN401 -- asn1crypto's, which has no types
        """The signer's certificate, or None."""
        try:
            return self.cms.signer_cert if self.cms is not None else None
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- as above
            return None

    @property
    def stamped_at(self) -> datetime | None:
        """The time in a document time stamp."""
        try:
            told = self.cms.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- as above
            return None
        # A time without its zone is no moment (RFC 3161 has UTC alone), and cannot be compared with one.
        return told if isinstance(told, datetime) and told.tzinfo is not None else None

    @property
    def claimed_at(self) -> datetime | None:
        """The time the signer claims: /M, or the signing time among what is signed."""
        try:
            told = self.cms.self_reported_timestamp
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- a time nobody can read is no time
            return None
        if not isinstance(told, datetime):
            return None
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)


def embedded_in(opened: Opened) -> list[Embedded]:
    """Read every signature field that holds something, in the order of the file."""
    blocks = _Blocks(opened)
    found = [_embedded(opened, field, blocks) for field in form_fields(opened.reader) if field.signed]
    return sorted(found, key=lambda one: (one.made if one.made >= 0 else opened.last, one.cover.end))


def _embedded(opened: Opened, field: FormField, blocks: "_Blocks") -> Embedded:
    kind = field.signed
    held = field.value
    known = not isinstance(held, dict) or value_of(held, "/SubFilter") in _KNOWN[kind]
    cms = _cms(opened, field) if known else None
    last, first = _sections(opened, field)
    return Embedded(field, last, first, kind == "/DocTimeStamp", known, cms, _cover(opened, field), blocks.of(field))


def _cms(opened: Opened, field: FormField) -> Any:  # noqa: ANN401 -- pyHanko's, which has no types
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    try:
        read = EmbeddedPdfSignature(opened.reader, field.entries, field.name)
        read.signer_info["signature"].native  # noqa: B018 -- asn1crypto reads when it is asked, and fails then
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a bad CMS makes pyHanko raise anything, AssertionError included
        return None
    return read


def _sections(opened: Opened, field: FormField) -> tuple[int, int]:
    """Return the sections that wrote what a field holds last and first."""
    xrefs, raw = opened.reader.xrefs, field.entries.raw_get("/V")
    try:
        return int(xrefs.get_last_change(raw.reference)), int(xrefs.get_introducing_revision(raw.reference))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a value that stands within its field has no section of its own
        return -1, -1


def _cover(opened: Opened, field: FormField) -> Cover:
    numbers = value_of(field.value, "/ByteRange") if isinstance(field.value, dict) else None
    if not isinstance(numbers, list) or not all(isinstance(number, int) for number in numbers):
        return cover_of(opened.data, ())
    return cover_of(opened.data, [int(number) for number in numbers])


class _Blocks:
    """Where fields are shown on pages."""

    def __init__(self, opened: Opened) -> None:
        self._pages = page_tree(opened.reader)
        self._place: dict[int, int] = {}
        for place, page in enumerate(self._pages):
            for number in annotations(page):
                self._place.setdefault(number, place)

    def of(self, field: FormField) -> tuple[tuple[int, Box], ...]:
        """Return the pages and boxes of a field's blocks that can be seen."""
        found = []
        for number in field.widgets:
            place = self._place.get(number)
            if place is not None:
                shown = annotations(self._pages[place])[number]
                box = box_of(value_of(shown, "/Rect"), self._pages[place])
                found += [(place + 1, box)] if box is not None else []
        return tuple(found)


def box_of(rect: Any, page: Any) -> Box | None:  # noqa: ANN401 -- PDF objects
    """Return a rectangle as shares of the page as it is shown, turned and cut; None when it has no area."""
    try:
        left, low, right, high = (float(number) for number in _frame(page))
        one, two, three, four = (float(number) for number in rect)
        turn = int(_plain(page.get("/Rotate")) or 0) % 360
    except (TypeError, ValueError):
        return None
    wide, tall = right - left, high - low
    if wide <= 0 or tall <= 0 or one == three or two == four:
        return None
    x1, x2 = sorted(((one - left) / wide, (three - left) / wide))
    y1, y2 = sorted(((high - two) / tall, (high - four) / tall))
    turned = {0: (x1, y1, x2, y2), 90: (1 - y2, x1, 1 - y1, x2), 180: (1 - x2, 1 - y2, 1 - x1, 1 - y1)}
    box = turned.get(turn, (y1, 1 - x2, y2, 1 - x1))
    return tuple(min(1.0, max(0.0, edge)) for edge in box)  # type: ignore[return-value]  # four in, four out


def _frame(page: Any) -> Any:  # noqa: ANN401 -- PDF objects
    return _plain(page.get("/CropBox")) or _plain(page.get("/MediaBox")) or (0, 0, 612, 792)


def _plain(raw: Any) -> Any:  # noqa: ANN401 -- PDF objects
    return raw.get_object() if hasattr(raw, "idnum") else raw
