"""Which documents are an office's own, told by their signature fields; those of one signature (văn bản của cơ quan).

A certified copy has two fields; a true copy of an administrative document (sao y, sao lục, trích sao) the agency's
alone; a digitised component (thành phần hồ sơ số hóa) the clerk's alone. The kinds are never mixed in one file.
"""

from collections.abc import Collection
from dataclasses import dataclass

from signing.values import OFFICER_FIELD, SEAL_FIELD

TRUE_COPY_FIELD = "SaoY.SaoVanBan.CoQuan"
"""Name of the agency's signature field on a true copy of an administrative document."""

CLERK_FIELD = "SaoY.SoHoa.CanBo"
"""Name of the clerk's signature field on a digitised component."""

KINDS = ((OFFICER_FIELD, SEAL_FIELD), (TRUE_COPY_FIELD,), (CLERK_FIELD,))
"""The fields of each kind of own document in the order of their signatures; the first one certifies (DocMDP P=2)."""


def fields_of(names: Collection[str]) -> tuple[str, ...]:
    """Return the fields of the kind of own document that these names of fields belong to; () = it is none of ours."""
    return next((kind for kind in KINDS if not set(kind).isdisjoint(names)), ())


@dataclass(frozen=True, slots=True)
class OwnText:
    """What a document of one signature shows and says (chữ ký một bên), NFC, already filled in.

    Attributes:
        field: `TRUE_COPY_FIELD` or `CLERK_FIELD`.
        lines: Seen top right of page 1; `{time}` is filled when it is signed. () = the signature is not seen.
        title: Title of the document for the file's own data; "" leaves the one it has.
        reason: Why it is signed, for the signature dictionary.
        place: Where it is signed.
        code: Text of the square code low on the last page, where there is room; "" = none.
    """

    field: str
    lines: tuple[str, ...]
    title: str
    reason: str
    place: str
    code: str = ""
