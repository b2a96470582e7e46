"""What a file is, by its first bytes (loại tệp): its name is never asked."""

from ocr.errors import FileEmpty, FileKindRefused

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
BMP = "image/bmp"
GIF = "image/gif"
WEBP = "image/webp"
JPEG2000 = "image/jp2"

PILLOW_FORMATS: dict[str, tuple[str, ...]] = {
    JPEG: ("JPEG", "MPO"),
    PNG: ("PNG",),
    TIFF: ("TIFF",),
    BMP: ("BMP",),
    GIF: ("GIF",),
    WEBP: ("WEBP",),
    JPEG2000: ("JPEG2000",),
}
"""The decoders a media type may wake; every other decoder of the library stays asleep."""

HEAD_BYTES = 1024
"""How much of a file is looked at; PDF 1.7 Annex H lets the header stand anywhere in the first 1024 bytes."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"BM", BMP),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", JPEG2000),
    (b"\xff\x4f\xff\x51", JPEG2000),
)

_REFUSED_STARTS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"Rar!",
)


def recognise(head: bytes) -> str:
    """Returns the media type of the file that begins with `head`.

    Args:
        head: The first `HEAD_BYTES` bytes, fewer when the file is shorter.

    Raises:
        FileEmpty: The file has no byte.
        FileKindRefused: It is no picture and no PDF.
    """
    if not head:
        raise FileEmpty
    if head.startswith(_REFUSED_STARTS):
        raise FileKindRefused
    for start, media in _STARTS:
        if head.startswith(start):
            return media
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if b"%PDF-" in head[:HEAD_BYTES]:
        return PDF
    raise FileKindRefused
