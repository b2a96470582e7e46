"""The sample pages, and which of them are kept out of tuning.

A third of the pages: nothing in `ocr/` is chosen, fitted or measured for a decision on them or on variants made of
them. They are looked at when a stage is finished, and reported apart.
"""

import json
from pathlib import Path
from typing import Any

Item = dict[str, Any]

KEPT_OUT = frozenset({"k014", "k052", "k074", "p06", "q009", "r005b"})


def kept_out(item: Item) -> bool:
    """Say whether a page, or the page a variant was made of, is kept out of tuning."""
    return item.get("source", item["id"]) in KEPT_OUT


def load(samples: Path, *, only: str = "", without: str = "", split: str = "all") -> list[Item]:
    """Read the items of a manifest.

    Args:
        samples: The folder of manifest.json.
        only: Ids with commas between; empty for all.
        without: Ids left out.
        split: "all", "tuning" or "kept-out".
    """
    items: list[Item] = json.loads((samples / "manifest.json").read_text("utf-8"))["items"]
    wanted, unwanted = set(filter(None, only.split(","))), set(filter(None, without.split(",")))
    chosen = [each for each in items if (not wanted or each["id"] in wanted) and each["id"] not in unwanted]
    if split == "all":
        return chosen
    return [each for each in chosen if kept_out(each) == (split == "kept-out")]
