"""The XMP metadata of a PDF, compared by what they say (siêu dữ liệu của tệp): ISO 16684-1."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DATED = {
    "{http://ns.adobe.com/xap/1.0/}ModifyDate", "{http://ns.adobe.com/xap/1.0/}MetadataDate",
    "{http://ns.adobe.com/pdf/1.3/}Producer",
}  # fmt: skip
"""What every program that writes a revision sets anew."""

_MOST = 1 << 20
_Saying = tuple[str, object]


def same_but_dates(old: bytes | None, new: bytes | None) -> bool:
    """Tell whether two packets of metadata say the same but for when, and with which program, the file was written."""
    if old is None or new is None:
        return old is new
    one, other = _sayings(old), _sayings(new)
    return one is not None and one == other


def _sayings(packet: bytes) -> set[_Saying] | None:
    """Return each property with its value; None when it is no XMP."""
    if len(packet) > _MOST:
        return None
    try:
        tree = fromstring(packet.strip(b"\x00 \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError):
        return None
    found: set[_Saying] = set()
    for described in tree.iter(f"{_RDF}Description"):
        found |= {(name, value) for name, value in described.attrib.items() if name != f"{_RDF}about"}
        found |= {(child.tag, _value(child)) for child in described}
    return {(name, value) for name, value in found if name not in _DATED}


def _value(element: Element) -> object:
    """Return an element's value as nested tuples; one without parts or attributes is its text."""
    attributes = tuple(sorted((name, value) for name, value in element.attrib.items()))
    text = (element.text or "").strip()
    if not len(element) and not attributes:
        return text
    return text, attributes, tuple((child.tag, _value(child)) for child in element)
