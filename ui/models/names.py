"""Small conveniences while a person types: a login from a name, the head line from a commune."""

import unicodedata


def without_marks(text: str) -> str:
    """Return a text without Vietnamese marks, đ as d, in small letters."""
    bare = unicodedata.normalize("NFD", text.lower().replace("\u0111", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def login_of(name: str) -> str:
    """Suggest a login: the given name, then the initials of the rest ("tao.hv")."""
    words = [word for word in without_marks(name).split() if word.isalnum()]
    if not words:
        return ""
    initials = "".join(word[0] for word in words[:-1])
    return f"{words[-1]}.{initials}" if initials else words[-1]


def authority_line(commune: str) -> str:
    """Suggest the first line of the head of papers: UBND and the commune, in capitals."""
    words = " ".join(commune.split()).upper()
    return f"UBND {words}" if words else ""


_PLACES = ("xã", "phường", "thị", "trấn", "huyện", "tỉnh", "thành", "phố", "đặc", "khu")
_SHORT = 4


def agency_name(authority: str) -> str:
    """Write the head line of papers («UBND XÃ THƯỢNG LÂM») as it stands in a sentence («UBND xã Thượng Lâm»)."""
    words = authority.split()
    if authority != authority.upper():
        return authority
    return " ".join(
        word if number == 0 and len(word) <= _SHORT else word.lower() if word.lower() in _PLACES else word.capitalize()
        for number, word in enumerate(words)
    )
