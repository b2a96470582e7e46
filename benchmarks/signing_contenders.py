"""Runs one contender of `bench_signing.py` as a process of its own.

    python -m benchmarks.signing_contenders office|alone|plain HOME COPIES

It imports nothing before it is the main program: a child process imports this file too, and would pay for it.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    from benchmarks import signing_sides

    sides = {"office": signing_sides.office, "alone": signing_sides.alone, "plain": signing_sides.plain}
    sides[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
