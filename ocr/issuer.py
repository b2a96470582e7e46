"""The issuer's full name from the lines of a head (tên cơ quan ban hành), NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 2."""

from collections.abc import Sequence

from ocr.lexicon import begins, official, spelled
from ocr.values import clean
from ocr.vietnamese import fold


def issuer_name(lines: Sequence[str]) -> tuple[str | None, float]:
    """Joins head lines into the issuer's full name.

    A body with a superior («UBND TỈNH X / SỞ Y TẾ») takes the superior's place («Sở Y tế tỉnh X»), unless its own
    line names a place already («TRƯỜNG ĐẠI HỌC X»).

    Args:
        lines: The printed lines from top to bottom.

    Returns:
        The name and how sure it is, 0-1; None for no line.
    """
    bodies = [_written_out(body) for body in _bodies([clean(line) for line in lines])]
    if not bodies:
        return None, 0.0
    name, known = bodies[-1]
    superior = bodies[-2][0] if len(bodies) > 1 else ""
    if superior and name in official()["office"]["of_superior"]:
        return f"{name} {superior}", 0.7 + 0.3 * known
    place = _place(superior)
    local = begins(name, official()["office"]["local"], 90.0) is not None
    if place and local and _place(name) is None and fold(_bare(place)) not in fold(name):
        name = f"{name} {place}"
    return name, 0.7 + 0.3 * known


def _bodies(lines: Sequence[str]) -> list[str]:
    """Joins lines that go on with the name above them."""
    office = official()["office"]
    bodies: list[str] = []
    for line in lines:
        if not line:
            continue
        own = begins(line, office["begins"], 88.0) is not None and begins(line, office["not_begins"], 95.0) is None
        if bodies and (not own or _unfinished(bodies[-1])):
            bodies[-1] = f"{bodies[-1]} {line}"
        else:
            bodies.append(line)
    return bodies


def _unfinished(body: str) -> bool:
    return fold(body).split()[-1] in {"va", "cua", "-", "ve"}


def _written_out(body: str) -> tuple[str, float]:
    office = official()["office"]
    shorts = {fold(short): full for short, full in office["short"].items()}
    words = " ".join(shorts.get(fold(word).strip("."), word) for word in body.split())
    return spelled(words, [*office["phrases"], *office["provinces"]])


def _place(name: str) -> str | None:
    """Returns the place a body's name ends with, its level in front, None without one."""
    words = name.split()
    for level in official()["office"]["places"]:
        level_words = level.split()
        for at in range(len(words) - len(level_words)):
            # Levels are spelled small by now; a capital belongs to a name, as in «Lao động - Thương binh và Xã hội».
            if words[at : at + len(level_words)] == level_words:
                return " ".join([level, *words[at + len(level_words) :]])
    return None


def _bare(place: str) -> str:
    level = begins(place, official()["office"]["places"], 95.0) or ""
    return place[len(level) :].strip()
