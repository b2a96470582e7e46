"""Runs one contender of `bench_signing.py` as a process of its own.

    python -m benchmarks.signing_contenders office|alone|plain HOME COPIES

It imports nothing before it is the main program: a child process imports this file too, and would pay for it.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    if sys.argv[1] == "office":
        from benchmarks.signing_office import office as run
    else:
        from benchmarks import signing_sides

        run = {"alone": signing_sides.alone, "plain": signing_sides.plain}[sys.argv[1]]
    run(Path(sys.argv[2]), int(sys.argv[3]))
