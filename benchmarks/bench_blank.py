"""Blank sides: backs made of real pages, with what paper and scanner leave, and with faint things a person made.

usage: python -m benchmarks.bench_blank SAMPLES [--split all|tuning|kept-out] [--only ID,…] [--seed N] [--show OUT]

A back is a sample's own paper, its print taken out, the print of the same page shining through from behind. Traces
(holes, staple, folds …) must be told blank; marks (a pale seal, a pencil note …) must not. «undecided» sides are kept
and flagged, never set aside.
"""

import argparse
import collections
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.bench_orientation import page_of
from benchmarks.hard_variants import Chance, Picture
from benchmarks.sample_pages import kept_out, load
from ocr.blank import Side, judge
from ocr.clean import blue_ink, red_ink

Back = npt.NDArray[np.float32]
Maker = Callable[[Back, Chance, Picture], Back]
_DPI = 200.0
_MM = _DPI / 25.4


def back_of(page: Picture, chance: Chance) -> Back:
    """Return the empty back of a page: its paper's tone and grain, its print shining through, softly."""
    paper = cv2.medianBlur(cv2.dilate(cv2.resize(page, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA),
                                      np.ones((9, 9), np.uint8)), 9)  # fmt: skip
    tone = cv2.resize(paper, (page.shape[1], page.shape[0])).astype(np.float32)
    tone = (
        np.minimum(tone, chance.uniform(232, 255)) + chance.normal(0, chance.uniform(1, 4), page.shape[:2])[..., None]
    )
    through = cv2.GaussianBlur(np.ascontiguousarray(page[:, ::-1]), (0, 0), chance.uniform(1.8, 3.0))
    share = chance.uniform(0.02, 0.16)
    return np.asarray(tone * (1 - share * (255 - through.astype(np.float32)) / 255), np.float32)


# -- traces ------------------------------------------------------------------------------------------------------------


def plain(back: Back, _: Chance, __: Picture) -> Back:
    """Nothing but paper and the other side."""
    return back


def strong_bleed(back: Back, chance: Chance, page: Picture) -> Back:
    """Thin paper: a third of the other side's ink shows."""
    through = cv2.GaussianBlur(np.ascontiguousarray(page[:, ::-1]), (0, 0), 2.4).astype(np.float32)
    return np.asarray(back * (1 - chance.uniform(0.2, 0.35) * (255 - through) / 255), np.float32)


def punched(back: Back, chance: Chance, _: Picture) -> Back:
    """Two punch holes, dark or grey."""
    out, height = back.copy(), back.shape[0]
    tone = float(chance.uniform(20, 170))
    at = 11 * _MM if chance.random() < 0.5 else back.shape[1] - 11 * _MM
    for offset in (-40, 40):
        place = (round(at + chance.uniform(-2, 2) * _MM), round(height / 2 + offset * _MM))
        cv2.circle(out, place, round(2.9 * _MM), (tone, tone, tone), -1, cv2.LINE_AA)
    return out


def stapled(back: Back, chance: Chance, _: Picture) -> Back:
    """A staple's back near a corner, its shadow beside it."""
    out = back.copy()
    x, y = (chance.uniform(8, 22, 2) * _MM).tolist()
    if chance.random() < 0.5:
        x = back.shape[1] - x
    turn, half = chance.uniform(-0.9, 0.9), chance.uniform(5, 6.2) * _MM
    step = np.array([np.cos(turn), np.sin(turn)]) * half
    shadow = np.zeros(back.shape[:2], np.float32)
    ends = [tuple(np.round(np.array([x, y]) + sign * step).astype(int).tolist()) for sign in (-1, 1)]
    cv2.line(shadow, ends[0], ends[1], 1.0, round(1.2 * _MM), cv2.LINE_AA)
    out *= (1 - 0.35 * cv2.GaussianBlur(shadow, (0, 0), 0.5 * _MM))[..., None]
    tone = float(chance.uniform(60, 150))
    cv2.line(out, ends[0], ends[1], (tone, tone, tone), max(2, round(0.5 * _MM)), cv2.LINE_AA)
    return out


def bordered(back: Back, chance: Chance, _: Picture) -> Back:
    """The lid's shadow along two sides, a black band at one."""
    out, (height, width) = back.copy(), back.shape[:2]
    deep = round(chance.uniform(2, 5) * _MM)
    out[:, :deep] *= np.linspace(chance.uniform(0.2, 0.6), 1, deep)[None, :, None]
    out[-deep:] *= np.linspace(1, chance.uniform(0.3, 0.7), deep)[:, None, None]
    band = round(chance.uniform(0.5, 3) * _MM)
    edge = width - band - (np.linspace(0, chance.uniform(-1.2, 1.2) * _MM, height)).round().astype(int)
    for row in range(height):
        out[row, max(0, edge[row]) :] = 18
    return out


def dusty(back: Back, chance: Chance, _: Picture) -> Back:
    """Dust, crumbs, and a hair-thin line down the page from a dirty glass."""
    out, (height, width) = back.copy(), back.shape[:2]
    for _ in range(int(chance.integers(20, 90))):
        place = (int(chance.integers(width)), int(chance.integers(height)))
        cv2.circle(out, place, int(chance.integers(1, 4)), (float(chance.uniform(40, 190)),) * 3, -1, cv2.LINE_AA)
    column = int(chance.uniform(0.1, 0.9) * width)
    out[:, column : column + int(chance.integers(1, 3))] *= chance.uniform(0.6, 0.9)
    return out


def folded(back: Back, chance: Chance, _: Picture) -> Back:
    """Two folds: a dark valley and a light ridge across the whole sheet, slightly aslant."""
    out, (height, width) = back.copy(), back.shape[:2]
    for share in (chance.uniform(0.3, 0.36), chance.uniform(0.62, 0.7)):
        row = share * height + np.arange(width) * chance.uniform(-0.012, 0.012)
        depth, wide = chance.uniform(0.1, 0.35), chance.uniform(0.15, 0.5) * _MM
        first, last = max(0, int(row.min() - 8 * wide)), int(row.max() + 8 * wide)
        away = np.arange(first, min(height, last))[:, None] - row[None]
        light = 1 - depth * np.exp(-((away / wide) ** 2)) + 0.05 * np.exp(-(((away - 3 * wide) / wide) ** 2))
        out[first:last] *= light[..., None].astype(np.float32)
    return out


def coloured(back: Back, chance: Chance, _: Picture) -> Back:
    """Yellow, pink, green or grey paper with fibres."""
    tones = ((150, 215, 235), (205, 190, 240), (190, 230, 195), (185, 188, 190))
    fibres = cv2.GaussianBlur(chance.normal(0, 6, back.shape[:2]).astype(np.float32), (0, 0), 1.4)
    tone = np.array(tones[int(chance.integers(len(tones)))], np.float32) / 255
    return np.asarray(back * tone + 2 * fibres[..., None], np.float32)


def creased(back: Back, chance: Chance, _: Picture) -> Back:
    """Crumpled once and smoothed: soft creases in all directions, light and dark."""
    out, (height, width) = back.copy(), back.shape[:2]
    shade = np.zeros((height, width), np.float32)
    for _ in range(12):
        ends = [(int(chance.integers(width)), int(chance.integers(height))) for _ in range(2)]
        cv2.line(shade, ends[0], ends[1], float(chance.uniform(-1, 1)), max(1, round(0.4 * _MM)), cv2.LINE_AA)
    return np.asarray(out * (1 - 0.16 * cv2.GaussianBlur(shade, (0, 0), 0.4 * _MM))[..., None], np.float32)


def everything(back: Back, chance: Chance, page: Picture) -> Back:
    """All at once."""
    for trace in (coloured, folded, punched, stapled, dusty, bordered):
        back = trace(back, chance, page)
    return back


TRACES: tuple[Maker, ...] = (
    plain, strong_bleed, punched, stapled, bordered, dusty, folded, coloured, creased, everything,
)  # fmt: skip


# -- marks -------------------------------------------------------------------------------------------------------------


def _laid(back: Back, mask: Back, depth: float, colour: tuple[float, float, float] = (1, 1, 1)) -> Back:
    """Lay ink that takes `depth` of the paper's tone where `mask` is 1, by channel."""
    return np.asarray(back * (1 - depth * mask[..., None] * np.array(colour, np.float32)), np.float32)


def _place(back: Back, chance: Chance) -> tuple[int, int]:
    return int(back.shape[1] * chance.uniform(0.2, 0.7)), int(back.shape[0] * chance.uniform(0.1, 0.85))


def _written(back: Back, text: str, place: tuple[int, int], tall_mm: float, pen_mm: float) -> Back:
    mask = np.zeros(back.shape[:2], np.uint8)
    pen = max(1, round(pen_mm * _MM))
    cv2.putText(mask, text, place, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, tall_mm * _MM / 22, (255,), pen, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), 0.6) / 255, np.float32)


def pencil_note(back: Back, chance: Chance, _: Picture) -> Back:
    """A word in pencil."""
    text = ("ok 5/3", "da xem", "luu HS")[int(chance.integers(3))]
    mask = _written(back, text, _place(back, chance), chance.uniform(4, 7), 0.4)
    return _laid(back, mask * chance.uniform(0.7, 1, mask.shape).astype(np.float32), chance.uniform(0.14, 0.3))


def page_number(back: Back, chance: Chance, _: Picture) -> Back:
    """A printed page number alone, black."""
    mask = np.zeros(back.shape[:2], np.uint8)
    x = int(back.shape[1] * chance.choice((0.5, 0.9)))
    y = int(chance.choice((14 * _MM, back.shape[0] - 10 * _MM)))
    cv2.putText(mask, str(chance.integers(1, 30)), (x, y), cv2.FONT_HERSHEY_COMPLEX, 0.8, (255,), 2, cv2.LINE_AA)
    return _laid(back, np.asarray(mask / 255, np.float32), chance.uniform(0.6, 0.9))


def signature(back: Back, chance: Chance, _: Picture) -> Back:
    """A signature in ball pen, blue or black, a dry one too."""
    mask = np.zeros(back.shape[:2], np.float32)
    x, y = _place(back, chance)
    steps = np.linspace(0, 3 * np.pi, 120)
    wave = np.stack([x + 9 * _MM * steps / np.pi + 5 * _MM * np.cos(2.3 * steps), y + 6 * _MM * np.sin(3.1 * steps)])
    line = [np.round(wave.T).astype(np.int32)]
    cv2.polylines(mask, line, isClosed=False, color=(1.0,), thickness=max(1, round(0.4 * _MM)), lineType=cv2.LINE_AA)
    return _laid(back, mask, chance.uniform(0.2, 0.7), (0.5, 0.9, 1.0))


def initials(back: Back, chance: Chance, _: Picture) -> Back:
    """Initials in a corner, where staples are."""
    mask = np.zeros(back.shape[:2], np.float32)
    steps = np.linspace(0, 2 * np.pi, 60)
    x, y = (chance.uniform(12, 25, 2) * _MM).tolist()
    wave = np.stack([x + 1.6 * _MM * steps + 2 * _MM * np.cos(2 * steps), y + 3 * _MM * np.sin(1.7 * steps)])
    line = [np.round(wave.T).astype(np.int32)]
    cv2.polylines(mask, line, isClosed=False, color=(1.0,), thickness=3, lineType=cv2.LINE_AA)
    return _laid(back, mask, chance.uniform(0.2, 0.7), (0.5, 0.9, 1.0))


def written_date(back: Back, chance: Chance, _: Picture) -> Back:
    """A day written by hand."""
    text = f"{chance.integers(1, 29)}/{chance.integers(1, 13)}/20{chance.integers(10, 26)}"
    return _laid(back, _written(back, text, _place(back, chance), 5, 0.45), chance.uniform(0.2, 0.6), (0.6, 0.9, 1.0))


def drawn_seal(back: Back, chance: Chance, _: Picture) -> Back:
    """A pale round seal, 36 mm, two rings and a star."""
    mask = np.zeros(back.shape[:2], np.float32)
    place = _place(back, chance)
    for radius, pen in ((18, 0.8), (16.5, 0.3), (11, 0.3)):
        cv2.circle(mask, place, round(radius * _MM), 1.0, max(1, round(pen * _MM)), cv2.LINE_AA)
    patchy = cv2.resize(chance.uniform(0.2, 1, (60, 45)).astype(np.float32), (back.shape[1], back.shape[0]))
    return _laid(back, mask * patchy, chance.uniform(0.12, 0.35), (1.0, 1.0, 0.2))


def _real(back: Back, ink: Picture | None, depth: float, colour: tuple[float, float, float]) -> Back | None:
    if ink is None or int((ink > 0).sum()) < 1500:
        return None
    return _laid(back, ink.astype(np.float32) / 255, depth, colour)


def real_seal(back: Back, chance: Chance, page: Picture) -> Back | None:
    """The page's own seal in red, pale; None for a page without one."""
    red = red_ink(page)
    pale = None if red is None else np.asarray((red < 255) * np.uint8(255), np.uint8)
    return _real(back, pale, chance.uniform(0.1, 0.3), (1.0, 1.0, 0.25))


def real_pen(back: Back, chance: Chance, page: Picture) -> Back | None:
    """The page's own pen strokes, dry; None for a page without any."""
    return _real(back, blue_ink(page), chance.uniform(0.15, 0.4), (0.5, 0.9, 1.0))


MARKS: tuple[Callable[[Back, Chance, Picture], Back | None], ...] = (
    pencil_note, page_number, signature, initials, written_date, drawn_seal, real_seal, real_pen,
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--split", choices=("all", "tuning", "kept-out"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=Path, help="a folder that sides told wrongly are written to")
    given = parser.parse_args()
    counts: dict[tuple[str, str, bool], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    spent = []
    for item in load(given.samples, only=given.only, split=given.split):
        page = page_of(given.samples, item)
        for wanted, makers in (("blank", TRACES), ("marked", MARKS), ("marked on everything", MARKS)):
            for make in makers:
                chance = np.random.default_rng(
                    zlib.crc32(f"{item['id']} {wanted} {make.__name__} {given.seed}".encode())
                )
                back = back_of(page, chance)
                if wanted == "marked on everything":
                    back = everything(back, chance, page)
                made = make(back, chance, page)
                if made is None:
                    continue
                side = np.clip(made, 0, 255).astype(np.uint8)
                began = time.process_time()
                told = judge(side, _DPI)
                spent.append(time.process_time() - began)
                right = (told is Side.BLANK) == (wanted == "blank")
                verdict = "undecided" if told is Side.DOUBTFUL else "right" if right else "wrong"
                counts[wanted, make.__name__, kept_out(item)][verdict] += 1
                if verdict != "right" and given.show:
                    given.show.mkdir(parents=True, exist_ok=True)
                    cv2.imwrite(str(given.show / f"{verdict}-{make.__name__}-{wanted[-5:]}-{item['id']}.jpg"), side)
    report(counts)
    print(f"{1000 * float(np.median(spent)):.0f} ms of CPU a side")
    return 0


def report(counts: dict[tuple[str, str, bool], collections.Counter[str]]) -> None:
    """Print a row a kind of side and the sums, pages kept out of tuning apart."""
    rows: list[tuple[str, str, str, bool | None]] = [
        (f"{wanted}: {name}", wanted, name, None) for wanted, name in dict.fromkeys(key[:2] for key in counts)
    ]
    for wanted in dict.fromkeys(key[0] for key in counts):
        rows += [(f"ALL {wanted}{apart}", wanted, "", kept) for apart, kept in
                 (("", None), (", tuning", False), (", kept-out", True))]  # fmt: skip
    for label, wanted, name, kept in rows:
        total: collections.Counter[str] = collections.Counter()
        for key, each in counts.items():
            if key[0] == wanted and name in ("", key[1]) and kept in (None, key[2]):
                total += each
        decided, every = total["right"] + total["wrong"], sum(total.values())
        if every:
            print(f"{label:36} decided {decided:4} of {every:4}  right {total['right']:4} of {decided:4}")


if __name__ == "__main__":
    sys.exit(main())
