"""How many of very many flipped bits and of the attacks by structure on finished copies are refused, and what it costs.

    python -m benchmarks.bench_tamper [--flips 2000] [--seed 1] [--jobs 2]

Makes an authority and a certified copy of its own in a temporary folder; three quarters of the bits are taken anywhere,
one quarter in the last time stamp, which nothing signs in its turn. Every attack of the list is tried as it is and
again under a good time stamp; each has to be refused for what it did. The same is done to a true copy and to a
digitised component, which bear one signature, with a quarter of the flips each. Ends with code 1 when one is not.
"""

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.jobs import Pool
from desk.sign.verifying import VERIFY_LIMITS, verify_file
from signing.report import Report, Verdict
from signing.services import Trust
from tests.fakes.authority import Pki, make_pki
from tests.fakes.signing_bench import Bench, blank_paper
from tests.fakes.tampering import Attack, attacks, last_cover, stamped_over, third_signature
from tests.fakes.tampering_own import TEXTS, finished_own, own_attacks, shadow_attacks
from tests.fakes.wrapping import SHADOWS, rolled_back, skipped, wrapped_with_table

ALONE = 20
"""Verifications of the untouched copy, one after the other."""


def main() -> int:
    told = argparse.ArgumentParser()
    told.add_argument("--flips", type=int, default=2000)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--jobs", type=int, default=2)
    options = told.parse_args()
    with TemporaryDirectory(prefix="saoy-tamper-") as place:
        pki = make_pki(Path(place) / "office")
        bench = Bench.of(pki)
        copy = bench.copy()
        with Pool(options.jobs, VERIFY_LIMITS, renew=1000) as pool:
            alone(pool, Path(place), copy, pki.trust)
            wrong = [attacked(pool, Path(place), bench, copy)]
            wrong += [own(pool, Path(place), (pki, bench), field, options) for field in TEXTS]
            wrong.append(flipped(pool, Path(place), copy, pki.trust, (options.flips, options.seed)))
            pki.close()
            return max(wrong)


def alone(pool: Pool, place: Path, copy: bytes, trust: Trust) -> None:
    file = place / "copy.pdf"
    file.write_bytes(copy)
    seconds = []
    for _ in range(ALONE + 1):
        started = time.monotonic()
        (report,) = pool.map_ordered(verify_file, [(file, trust, None)])
        seconds.append(time.monotonic() - started)
    assert report.verdict is Verdict.PASSED
    print(f"untouched: {report.verdict}, {len(copy)} bytes; first {seconds[0]:.2f} s with the start of the process, "
          f"then median {statistics.median(seconds[1:]):.3f} s, worst {max(seconds[1:]):.3f} s")  # fmt: skip


def attacked(pool: Pool, place: Path, bench: Bench, copy: bytes) -> int:
    """Try the list of attacks by structure; return 1 when one is not refused, or not for what it did."""
    third = Attack("signed by a third", "signature-added", third_signature(bench))
    again = Attack("signed by a third, then stamped", third.key, lambda pdf: bench.stamped(third.act(pdf)))
    wrapping = Attack("signature wrapped, table mended", "byte-range-wrong", wrapped_with_table)
    rolling = [Attack(f"{act.__name__} by {n}", "", partial(act, states=n))
               for act in (rolled_back, skipped) for n in (1, 2)]  # fmt: skip
    every = [*attacks(), *stamped_over(bench), third, again, wrapping, *rolling]
    files = [(attack.name, attack.key, attack.act(copy)) for attack in every]
    bases = {name: bench.copy(lay(blank_paper())) for name, _, lay, _ in SHADOWS}
    files += [(name, key, act(bases[name])) for name, key, _, act in SHADOWS]
    files += [(f"{name}, then stamped", key, bench.stamped(act(bases[name]))) for name, key, _, act in SHADOWS]
    return _told(pool, place, files, list(bases.values()), bench.trust)


def own(pool: Pool, place: Path, office: tuple[Pki, Bench], field: str, options: argparse.Namespace) -> int:
    """Try everything on a document of one signature; return 1 when something is not refused, or not for what it did."""
    pki, bench = office
    document = finished_own(pki, place, field, blank_paper())
    files = [(attack.name, attack.key, attack.act(document)) for attack in own_attacks(field, bench)]
    bases = {lay: finished_own(pki, place, field, lay(blank_paper())) for _, lay in shadow_attacks(bench)}
    files += [(attack.name, attack.key, attack.act(bases[lay])) for attack, lay in shadow_attacks(bench)]
    print(f"-- {field}")
    wrong = _told(pool, place, files, [document, *bases.values()], pki.trust)
    return flipped(pool, place, document, pki.trust, (options.flips // 4, options.seed)) or wrong


def _told(
    pool: Pool, place: Path, files: Sequence[tuple[str, str, bytes]], bases: Sequence[bytes], trust: Trust
) -> int:
    """Judge attacked files (name, expected reason, bytes) and those nobody touched; return 1 when one is misjudged."""
    reports = _judge(pool, place, [data for _, _, data in files], trust)
    whole = _judge(pool, place, bases, trust)
    named = zip(files, reports, strict=True)
    misnamed = [name for (name, key, _), told in named if key and key not in {reason.key for reason in told.reasons}]
    passed = [name for (name, _, _), told in zip(files, reports, strict=True) if told.verdict is Verdict.PASSED]
    open_ones = [n for (n, _, _), told in zip(files, reports, strict=True) if told.verdict is Verdict.INDETERMINATE]
    print(f"{len(files)} attacks by structure: {len(passed)} passed {passed}, {len(misnamed)} misnamed {misnamed}; "
          f"left open as cut back: {open_ones}")  # fmt: skip
    print(f"not touched, a shadow laid into some before signing: {sorted({told.verdict.value for told in whole})}")
    return 1 if passed or misnamed or any(told.verdict is not Verdict.PASSED for told in whole) else 0


def _judge(pool: Pool, place: Path, files: Sequence[bytes], trust: Trust) -> list[Report]:
    orders = []
    for number, data in enumerate(files):
        file = place / f"a{number}.pdf"
        file.write_bytes(data)
        orders.append((file, trust, None))
    return list(pool.map_ordered(verify_file, orders))


def flipped(pool: Pool, place: Path, copy: bytes, trust: Trust, told: tuple[int, int]) -> int:
    """Flip bits of a copy, as many as told and by a seed; return 1 when one flip is not refused."""
    flips, seed = told
    chance = random.Random(seed)  # noqa: S311 -- no secret
    begin, end = last_cover(copy).contents
    places = [chance.randrange(len(copy)) for _ in range(flips * 3 // 4)]
    places += [chance.randrange(begin, end) for _ in range(flips - len(places))]
    orders = []
    for number, at in enumerate(places):
        file = place / f"{number}.pdf"
        file.write_bytes(copy[:at] + bytes([copy[at] ^ 1 << chance.randrange(8)]) + copy[at + 1 :])
        orders.append((file, trust, None))
    started = time.monotonic()
    outcomes = {one.number: one for one in pool.map_unordered(verify_file, orders)}
    seconds = time.monotonic() - started
    reports: dict[int, Report] = {number: one.get() for number, one in outcomes.items() if one.fault is None}
    accepted = [places[number] for number, report in reports.items() if report.verdict is not Verdict.FAILED]
    reasons = Counter(report.reasons[0].key if report.reasons else "-" for report in reports.values())
    print(f"{len(places)} flips in {seconds:.0f} s: {len(places) - len(reports)} faults, {len(accepted)} not refused")
    print("first reasons: " + ", ".join(f"{key} {count}" for key, count in reasons.most_common()))
    print(f"not refused at: {accepted[:20]}" if accepted else "every flip was refused for good")
    return 1 if accepted or len(reports) < len(places) else 0


if __name__ == "__main__":
    sys.exit(main())
