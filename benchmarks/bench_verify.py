"""What is said of signed files from others' test suites, and how long each takes.

    python -m benchmarks.bench_verify [FOLDER …] [--every]

Without a folder it takes the samples the tests have. Each file is verified by itself in a limited process, without
roots and without a network; for the samples the verdict is held against what was thought through, and against what the
tests they come from state (`tests/integration/test_verify_samples.py`). Ends with code 1 for a crash, a verdict that
differs, a changed file passed, or a file that took ten seconds.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from desk.jobs import Pool
from desk.sign.verifying import VERIFY_LIMITS, verify_file
from signing.report import Report, Verdict
from signing.services import Trust
from tests.integration.test_verify_samples import AGREED, EXPLAINED, SECONDS, SIGNED, VERDICTS


def main() -> int:
    told = argparse.ArgumentParser()
    told.add_argument("folders", nargs="*", type=Path)
    told.add_argument("--every", action="store_true", help="tell every file, not the slowest alone")
    options = told.parse_args()
    files = sorted(file for folder in options.folders or [SIGNED] for file in folder.rglob("*.pdf"))
    with Pool(1, VERIFY_LIMITS, renew=100) as pool:
        list(pool.map_ordered(verify_file, [(files[0], Trust(), None)]))
        found = [ask(pool, file) for file in files]
    return say(files, found, every=options.every)


def ask(pool: Pool, file: Path) -> tuple[Report, float]:
    started = time.monotonic()
    (report,) = pool.map_ordered(verify_file, [(file, Trust(), None)])
    return report, time.monotonic() - started


def say(files: list[Path], found: list[tuple[Report, float]], *, every: bool) -> int:
    """Print a line a file, the slowest first, and the sums; return the code to end with."""
    rows = sorted(zip(files, found, strict=True), key=lambda row: -row[1][1])
    for file, (report, seconds) in rows if every else rows[:5]:
        start = file.name[:8]
        origin = "agrees" if start in AGREED else EXPLAINED.get(start, "")
        reader = "lenient" if report.lenient else "strict"
        print(
            f"{seconds:6.2f} s  {reader:7}  {report.verdict} {report.subindication or ''}  {file.name[:60]}  {origin}"
        )
    known = [(file, report) for file, (report, _) in rows if file.name[:8] in VERDICTS]
    other = [f.name for f, report in known if (report.verdict, report.subindication) != VERDICTS[f.name[:8]]]
    slow = [file.name for file, (_, seconds) in rows if seconds > SECONDS]
    passed = [file.name for file, (report, _) in rows if report.verdict is Verdict.PASSED]
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{len(files)} files, {sum(one.lenient for one, _ in found)} by the lenient reader alone; "
          f"{dict(Counter(str(one.verdict) for one, _ in found))}; slowest {rows[0][1][1]:.2f} s, "
          f"{cpu.ru_utime + cpu.ru_stime:.0f} CPU s in all")  # fmt: skip
    stated = [file for file, _ in known if file.name[:8] in AGREED.keys() | EXPLAINED.keys()]
    print(f"{len(known)} of them thought through, {len(other)} otherwise now {other}; {len(stated)} with a statement "
          f"of their origin; over {SECONDS:.0f} s: {slow}; passed without a root: {passed}")  # fmt: skip
    return 1 if other or slow or passed else 0


if __name__ == "__main__":
    sys.exit(main())
