"""How the numbers of the register stand kills: gaps, doubles, lost, on SQLite and on PostgreSQL.

    python -m benchmarks.bench_register [--kills 300] [--backend-kills 3] [--seed N] [--only file|server]

Eight processes take numbers of one book and give 15 % back; one after another is killed (SIGKILL) at a random moment
and its successor looks by the key of the try whether it was kept. The server is a PostgreSQL of its own that
synchronises to the disk, and some of its own processes are killed too, after which it recovers from its log. Ends with
1 when a number is missing, doubled, or was told and is not there. Then the same eight take numbers without a kill, for
the rate. The seed is printed; moments still depend on how busy the machine is.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from typing import Any

from tests.fakes.server import Server

FAULTS = ("gaps", "doubles", "lost", "wrong", "untold")
MOST_S = 600
"""One storm takes no longer."""


def storm(database: str, *words: str) -> dict[str, Any]:
    """Let one storm pass over a new office and return what came of it."""
    with tempfile.TemporaryDirectory(prefix="saoy-storm-") as folder:
        program = [sys.executable, "-m", "tests.fakes.number_storm", f"{folder}/office", "--database", database]
        passed = subprocess.run([*program, *words], capture_output=True, text=True, check=False, timeout=MOST_S)
    if passed.returncode:
        raise SystemExit(passed.stderr)
    told: dict[str, Any] = json.loads(passed.stdout)
    return told


def is_whole(told: dict[str, Any]) -> bool:
    """Tell whether book, journal and chain hold each number once, from 1 on, and all that was told."""
    count = told["numbers"]
    ends = told["journal"] == told["chain"] == [count, None] and told["following"] == count + 1
    return ends and not any(told[name] for name in FAULTS) and told.get("integrity", "ok") == "ok"


def described(told: dict[str, Any], calm: dict[str, Any]) -> str:
    """Put what came of a storm with kills and of one without into lines."""
    rate = calm["numbers"] / max(calm["seconds"], 0.1)
    lines = {
        "killed": f"{told['kills']} processes, {told['backend_kills']} of the server",
        "numbers": f"{told['numbers']} in {told['seconds']} s, {told['back']} given back",
        "kept, found by key": told["again"],
        **{name: told[name] + calm[name] for name in FAULTS},
        "journal, chain": f"{told['journal']}, {told['chain']}",
        "without kills": f"{calm['numbers']} numbers, {rate:.0f} a second",
        "both books": "whole" if is_whole(told) and is_whole(calm) else "NOT WHOLE",
    }
    return "\n".join(f"  {name:20}{value}" for name, value in lines.items())


def main() -> int:
    """Run the storms and print a table; the exit code tells whether every book is whole."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--backend-kills", type=int, default=3)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 -- moments, not secrets
    asked.add_argument("--tries", type=int, default=100, help="of each process, without kills")
    asked.add_argument("--only", choices=["file", "server"])
    options = asked.parse_args()
    good = True
    for kind in [options.only] if options.only else ["file", "server"]:
        with ExitStack() as stack:
            server = Server(durable=True, in_memory=False) if kind == "server" else None
            if server is not None:
                stack.callback(server.close)
            backends = ("--backend-kills", str(options.backend_kills)) if server else ()
            words = ("--kills", str(options.kills), "--seed", str(options.seed), *backends)
            told = storm(server.empty() if server else "", *words)
            calm = storm(server.empty() if server else "", "--tries", str(options.tries), "--seed", str(options.seed))
        print(f"\n{'PostgreSQL' if server else 'SQLite'}, seed {told['seed']}\n{described(told, calm)}", flush=True)
        good = good and is_whole(told) and is_whole(calm)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
