"""Makes the list of provinces, districts and communes before and after the mergers of 2025 (ocr/data/communes.txt.gz).

    python -m benchmarks.make_communes OUT --before OLD.json [OLD.json…] --after NEW.json

The JSON files are those of a public collection of the General Statistics Office's list of units and their codes: a list
of provinces with `Code` and `FullName`, in them `District` with `Ward`, or since 2025 `Wards` alone. Of several old
ones the units of all are kept: a paper of 2010 names communes that were merged away in 2020. Output, one line each:
"P before|after CODES NAME", "D NAME" (before only), "C NAME;NAME;…" of the province or district above.
CODES of a province of after are those of all that went into it: communes of today bear the codes of old ones.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

from ocr.vietnamese import compose

Units = dict[str, tuple[str, dict[str, dict[str, None]]]]
"""By province: its code, and the names of the communes by district ("" since 2025), in order."""


def gathered(files: list[Path]) -> Units:
    units: Units = {}
    for file in files:
        for province in json.loads(file.read_text("utf-8-sig")):
            name = compose(province["FullName"])
            _, districts = units.setdefault(name, (province["Code"], {}))
            for district in _districts(province):
                known = districts.setdefault(compose(district["FullName"]), {})
                known.update(dict.fromkeys(compose(ward["FullName"]) for ward in district.get("Ward") or []))
    return units


def _districts(province: dict[str, Any]) -> list[dict[str, Any]]:
    if "Wards" in province:
        return [{"FullName": "", "Ward": province["Wards"]}]
    found: list[dict[str, Any]] = province["District"]
    return found


def former_codes(before: list[Path], after: Path) -> dict[str, str]:
    """Return, by province of after, the codes of the provinces of before that its communes' codes were of, with "+"."""
    home = {
        ward["Code"]: province["Code"]
        for file in before
        for province in json.loads(file.read_text("utf-8-sig"))
        for district in _districts(province)
        for ward in district.get("Ward") or []
    }
    found: dict[str, str] = {}
    for province in json.loads(after.read_text("utf-8-sig")):
        counted = Counter(home[ward["Code"]] for ward in province["Wards"] if ward["Code"] in home)
        found[compose(province["FullName"])] = "+".join(sorted(code for code, many in counted.items() if many > 1))
    return found


def lines(era: str, units: Units) -> list[str]:
    told = []
    for name, (code, districts) in sorted(units.items(), key=lambda each: each[1][0]):
        told.append(f"P {era} {code} {name}")
        for district, communes in districts.items():
            told += [f"D {district}"] if district else []
            told += [f"C {';'.join(communes)}"] if communes else []
    return told


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("out", type=Path)
    options.add_argument("--before", type=Path, nargs="+", required=True)
    options.add_argument("--after", type=Path, required=True)
    given = options.parse_args()
    after = gathered([given.after])
    codes = former_codes(given.before, given.after)
    after = {name: (codes[name], districts) for name, (_, districts) in after.items()}
    told = [*lines("before", gathered(given.before)), *lines("after", after)]
    given.out.write_bytes(gzip.compress(("\n".join(told) + "\n").encode(), 9, mtime=0))
    print(f"{len(told)} lines, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
