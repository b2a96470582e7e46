"""Counts which syllables stand side by side in Vietnamese law, for `ocr/data/pairs.txt.gz`.

    python -m benchmarks.make_pairs FOLDER [FILE…] [--out ocr/data/pairs.txt.gz]

FOLDER holds texts of law as `*.md`, `*.txt`, `*.toml` or `*.json.gz` (every string in them is read). The file in the
repository is made of the electronic codification of law (Bộ pháp điển điện tử: codes, laws, decrees and circulars in
force, some 18 million words), as the folder van-ban of the repository diepxuan/diepxuan.github.io carries it (revision
fbaa690e, without its part «crawled»), and of the project's own data packs. Texts of law are nobody's property (Law on
Intellectual Property, Article 15). No page of a benchmark is among them. Equal lines are counted once: an article that
several files repeat is no proof of usage.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from ocr.vietnamese import compose, fold

_LEAST = 10
"""Seen less often, a syllable or a pair proves nothing: the texts hold misprints of their own."""
_DIGITS = 2
"""Of a count, those that are kept: more would only make the file larger."""
_MISPRINT = 200
"""A pair that the same letters with other marks outnumber by so much is a misprint of them (giám đóc for giám đốc)."""
_BOILERPLATE = ("**", "---", "|", "- [", "- **", ">")
"""How lines begin that are of the files, not of the law."""
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
"""A Vietnamese syllable without its marks; words of other languages stay out."""
_RUN = re.compile(r"[A-Za-zÀ-ỹĐđ]+(?: [A-Za-zÀ-ỹĐđ]+)*")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def texts(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        if path.is_dir():
            yield from texts(sorted(path.iterdir()))
        elif path.name.endswith(".json.gz"):
            yield from strings(json.loads(gzip.decompress(path.read_bytes())))
        elif path.suffix in {".txt", ".toml", ".md"}:
            yield from path.read_text("utf-8").split("\n")


def rounded(count: int) -> int:
    """Keep the leading digits of a count."""
    tens = 10 ** max(0, len(str(count)) - _DIGITS)
    return count // tens * tens


def counted(sources: list[Path]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Count syllables, and pairs of syllables with nothing but a space between."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    is_syllable = cache(lambda word: _SYLLABLE.fullmatch(fold(word)) is not None)
    seen: set[int] = set()
    for text in texts(sources):
        line = text.strip()
        if hash(line) in seen or line.startswith(_BOILERPLATE):
            continue
        seen.add(hash(line))
        for run in _RUN.findall(compose(line)):
            words = run.lower().split(" ")
            single.update(filter(is_syllable, words))
            pairs.update(pair for pair in pairwise(words) if all(map(is_syllable, pair)))
    return single, pairs


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("sources", type=Path, nargs="+")
    options.add_argument("--out", type=Path, default=Path("ocr/data/pairs.txt.gz"))
    given = options.parse_args()
    single, pairs = counted(given.sources)
    known = {word for word, count in single.items() if count >= _LEAST}
    most: Counter[str] = Counter()
    for (left, right), count in pairs.items():
        most[fold(f"{left} {right}")] = max(most[fold(f"{left} {right}")], count)
    kept: dict[str, list[str]] = {}
    for (left, right), count in sorted(pairs.items()):
        usual = count >= _LEAST and count * _MISPRINT > most[fold(f"{left} {right}")]
        if usual and left in known and right in known:
            kept.setdefault(left, []).append(f"{right} {rounded(count)}")
    lines = [f"{word} {rounded(single[word])}|{','.join(kept.get(word, []))}" for word in sorted(known)]
    given.out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{sum(single.values())} words, {len(lines)} kept, {sum(map(len, kept.values()))} pairs, {given.out}")


if __name__ == "__main__":
    main()
