"""Sao Y beside OCRmyPDF and plain tesseract: the same pages, one run, pairs in turn.

    python -m benchmarks.bench_peers SAMPLES --peer VENV/bin [--scorer PATH] [--pages N] [--pairs N] [--write FILE]

SAMPLES is a folder with `manifest.json` and pictures; its pages are laid into one PDF by img2pdf (their bytes as they
are), which every program turns into a searchable PDF/A-2. VENV is the peer's own environment: see README.md here.
`--write` replaces what stands between the marks of a Markdown file.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.whole_process import Cost, measure

USUAL_DPI = 200
"""Taken for pictures that do not say theirs."""

BEGIN, END = "<!-- peers: made by benchmarks/bench_peers.py -->", "<!-- end of peers -->"
FAST, CAREFUL, PEER, PLAIN = "saoy ocr", "saoy ocr --careful", "OCRmyPDF", "tesseract"
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
Item = dict[str, Any]


@dataclass
class Entrant:
    """One program: how it is called with a stack, an output and a text file, and what its runs cost."""

    name: str
    call: Callable[[Path, Path, Path], list[str]]
    costs: list[Cost] = field(default_factory=list)
    bytes: int = 0
    texts: list[str] = field(default_factory=list)

    def run(self, stack: Path, folder: Path) -> None:
        out, text = folder / "out.pdf", folder / "out.txt"
        cost = measure(self.call(stack, out, text), folder / "log.txt")
        self.costs.append(cost)
        self.bytes = out.stat().st_size
        self.texts = text.read_text("utf-8").split("\f")
        print(f"{self.name:20} {cost.wall_s:6.1f} s  CPU {cost.cpu_s:6.1f} s", file=sys.stderr, flush=True)

    def median(self, figure: Callable[[Cost], float]) -> float:
        return statistics.median(figure(cost) for cost in self.costs)


def entrants(peer: Path) -> list[Entrant]:
    own = str(Path(sys.executable).parent / "saoy")
    wish = "-l vie --deskew --rotate-pages --output-type pdfa-2 --jobs 2"
    theirs = [str(peer / "ocrmypdf"), *wish.split()]
    return [
        Entrant(FAST, lambda stack, out, text: [own, "ocr", str(stack), str(out), "--sidecar", str(text)]),
        Entrant(PEER, lambda stack, out, text: [*theirs, "--sidecar", str(text), str(stack), str(out)]),
        Entrant(
            CAREFUL, lambda stack, out, text: [own, "ocr", "--careful", str(stack), str(out), "--sidecar", str(text)]
        ),
    ]


def make_stack(pictures: Sequence[Path], peer: Path, folder: Path) -> Path:
    """Lay the pictures into one PDF, one a page, bytes as they are."""
    sides = []
    for number, picture in enumerate(pictures):
        side = folder / f"side{number:03}.pdf"
        with Image.open(picture) as opened:
            known = "dpi" in opened.info
        size = [] if known else ["--imgsize", f"{USUAL_DPI}dpi"]
        subprocess.run([str(peer / "img2pdf"), *size, str(picture), "-o", str(side)], check=True)
        sides.append(str(side))
    stack = folder / "stack.pdf"
    subprocess.run(["qpdf", "--empty", "--pages", *sides, "--", str(stack)], check=True)
    return stack


def plain_texts(pictures: Sequence[Path], folder: Path) -> tuple[list[str], Cost]:
    """Read each picture with plain tesseract, one after the other; the cost is the sum, memory the highest."""
    texts, costs = [], []
    for picture in pictures:
        command = ["tesseract", str(picture), str(folder / "plain"), "-l", "vie", "--psm", "3"]
        costs.append(measure(command, folder / "log.txt", ONE_THREAD))
        texts.append((folder / "plain.txt").read_text("utf-8"))
    return texts, Cost(
        sum(cost.wall_s for cost in costs),
        sum(cost.cpu_s for cost in costs),
        max(cost.largest_mb for cost in costs),
        max(cost.tree_mb for cost in costs),
    )


def score(scorer: Path, samples: Path, items: Sequence[Item], texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return the scorer's figures by class for the chosen samples."""
    with tempfile.TemporaryDirectory() as name:
        part = Path(name)
        for item, text in zip(items, texts, strict=True):
            shutil.copy(samples / item["gt"], part / item["gt"])
            (part / f"{item['id']}.txt").write_text(text, "utf-8")
        (part / "manifest.json").write_text(json.dumps({"items": list(items)}), "utf-8")
        command = [sys.executable, str(scorer), str(part), str(part), "--json"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, dict[str, float]] = json.loads(answer)["scores"]
    return found


def against(runner: Entrant, peer: Entrant, figure: Callable[[Cost], float]) -> str:
    """Return the peer's figure over the program's: the median of the pairs, then each pair."""
    if runner is peer:
        return "1"
    ratios = [figure(theirs) / figure(own) for own, theirs in zip(runner.costs, peer.costs, strict=True)]
    return f"**{statistics.median(ratios):.2f}** ({', '.join(f'{ratio:.2f}' for ratio in ratios)})"


def cost_table(runners: Sequence[Entrant], pages: int) -> list[str]:
    peer = next(runner for runner in runners if runner.name == PEER)
    lines = [
        "| program | pages/min | wall s/page | CPU s/page | largest MB | tree MB | kB/page | times faster | less CPU |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for runner in runners:
        wall = runner.median(lambda cost: cost.wall_s)
        lines.append(
            f"| {runner.name} | {60 * pages / wall:.1f} | {wall / pages:.2f}"
            f" | {runner.median(lambda cost: cost.cpu_s) / pages:.2f}"
            f" | {runner.median(lambda cost: cost.largest_mb):.0f} | {runner.median(lambda cost: cost.tree_mb):.0f}"
            f" | {runner.bytes / pages / 1000:.0f} | {against(runner, peer, lambda cost: cost.wall_s)}"
            f" | {against(runner, peer, lambda cost: cost.cpu_s)} |"
        )
    return lines


def score_table(scores: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    lines = [
        "| text | class | pages | lines CER % | page CER % | words missing % | words invented % |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, by_class in scores.items():
        lines += [
            f"| {name} | {kind} | {f['pages']} | {f['lines_cer']:.2f} | {f['page_cer']:.2f}"
            f" | {f['words_missing']:.1f} | {f['words_extra']:.1f} |"
            for kind, f in by_class.items()
        ]
    return lines


def write_between_marks(file: Path, lines: Sequence[str]) -> None:
    text = file.read_text("utf-8")
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise SystemExit(f"{file}: the marks are not there")
    file.write_text(before + mark + "\n" + "\n".join(lines) + "\n" + end + after, "utf-8")


def version_of(command: Sequence[str]) -> str:
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return (answer.stdout or answer.stderr).splitlines()[0].strip()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--peer", type=Path, required=True, help="the folder of the peer's programs")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--pages", type=int, default=0, help="the first N samples; 0 = all")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--write", type=Path, metavar="FILE.md")
    return parser.parse_args()


def main() -> int:
    given = parse()
    everything: list[Item] = json.loads((given.samples / "manifest.json").read_text("utf-8"))["items"]
    items = everything[: given.pages or None]
    pictures = [given.samples / item["file"] for item in items]
    runners = entrants(given.peer)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stack = make_stack(pictures, given.peer, folder)
        for pair in range(given.pairs):
            for runner in runners if pair % 2 == 0 else reversed(runners):
                runner.run(stack, folder)
        plain, plain_cost = plain_texts(pictures, folder)
    their_version = version_of([str(given.peer / "ocrmypdf"), "--version"])
    own_version = version_of(["tesseract", "--version"])
    plain_cpu = plain_cost.cpu_s / len(items)
    conditions = f"{len(items)} pages a stack, {given.pairs} pairs in turn, medians; {os.cpu_count()} cores"
    lines = [
        f"{conditions}; OCRmyPDF {their_version}, {own_version}.",
        "",
        *cost_table(runners, len(items)),
        "",
        f"Plain tesseract (text only, one process after the other, no PDF): {plain_cpu:.2f} CPU s/page.",
    ]
    if given.scorer:
        named = [(PLAIN, plain), *((runner.name, runner.texts[: len(items)]) for runner in runners)]
        scores = {who: score(given.scorer, given.samples, items, texts) for who, texts in named}
        lines += ["", *score_table(scores)]
    print("\n".join(lines))
    if given.write:
        write_between_marks(given.write, lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
