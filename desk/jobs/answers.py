"""How a child's result, fault or bug crosses the pipe."""

import errno
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

from desk.errors import FAULTS, DiskFull, WorkerDied, WorkerOverMemory

Answer = tuple[str, Any]
"""("value", result), ("fault", (class, context)) or ("bug", text); a generator sends "item" first, a stream "told"."""


class WorkerBug(RuntimeError):
    """A bug of ours in a child process; its text is the child's."""


def answer_of(function: Callable[..., Any], arguments: Sequence[Any]) -> Answer:
    """Call the function in this child and return its answer."""
    try:
        return "value", function(*arguments)
    except FAULTS as fault:
        return "fault", (type(fault), fault.context)
    except MemoryError:
        return "fault", (WorkerOverMemory, {})
    except RecursionError:
        return "fault", (WorkerDied, {"why": "recursion"})
    except OSError as fault:
        return _of_the_disk(fault)
    except Exception as bug:  # noqa: BLE001 -- a bug in a child must reach the parent as one, not as silence
        return "bug", f"{type(bug).__name__}: {bug}"


def _of_the_disk(fault: OSError) -> Answer:
    if fault.errno == errno.EFBIG:
        return "fault", (WorkerOverMemory, {"file": fault.filename})
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "fault", (DiskFull, {})
    return "bug", f"{type(fault).__name__}: {fault}"


def send_answer(pipe: Connection, answer: Answer) -> None:
    """Send an answer to the parent; one that cannot cross is sent as the bug it is."""
    try:
        data = ForkingPickler.dumps(answer)
    except Exception as bug:  # noqa: BLE001 -- pickling raises whatever a foreign __reduce__ raises
        kind, content = answer
        if kind == "fault":
            fault, context = content
            data = ForkingPickler.dumps((kind, (fault, {name: str(value) for name, value in context.items()})))
        else:
            data = ForkingPickler.dumps(("bug", f"{type(bug).__name__}: {bug}"))
    pipe.send_bytes(data)


def opened(answer: Answer) -> Any:  # noqa: ANN401 -- whatever the child's function returns
    """Return the value of an answer, or raise its fault or bug."""
    fault = fault_of(answer)
    if fault is not None:
        raise fault
    return answer[1]


def fault_of(answer: Answer) -> Exception | None:
    """Return what an answer raises, None when it is a value."""
    kind, content = answer
    if kind == "fault":
        fault, context = content
        made: Exception = fault(**context)
        return made
    return WorkerBug(content) if kind == "bug" else None
