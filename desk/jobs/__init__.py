"""Long and dangerous work: progress, cancelling, and child processes behind walls of memory and time.

Only this room starts processes. `ocr` and `signing` work on one page or one file and know none of this. Everything
that crosses to a child of ours is a frozen dataclass, bytes or a path; faults cross as class and context and are
raised again as themselves.
"""

from desk.jobs.answers import WorkerBug
from desk.jobs.pipeline import Parts, map_parts
from desk.jobs.pool import Outcome, Pool, call_limited
from desk.jobs.programs import Ended, Program, run_program
from desk.jobs.progress import Progress, Tell, milestone
from desk.jobs.streams import StandBy, stream_limited
from desk.jobs.walls import GIBIBYTE, Limits, parent_lives

__all__ = [
    "GIBIBYTE",
    "Ended",
    "Limits",
    "Outcome",
    "Parts",
    "Pool",
    "Program",
    "Progress",
    "StandBy",
    "Tell",
    "WorkerBug",
    "call_limited",
    "map_parts",
    "milestone",
    "parent_lives",
    "run_program",
    "stream_limited",
]
