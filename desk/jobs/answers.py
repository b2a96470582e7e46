"""How a child's result, fault or bug crosses the pipe."""

import errno
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from desk.errors import FAULTS, DiskFull, WorkerDied, WorkerOverMemory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

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


def send_answer(pipe: "Connection", answer: Answer) -> None:
    """Send an answer to the parent; one that cannot cross is sent as the bug it is."""
    try:
        data = packed(answer)
    except Exception as bug:  # noqa: BLE001 -- pickling raises whatever a foreign __reduce__ raises
        kind, content = answer
        if kind == "fault":
            fault, context = content
            data = packed((kind, (fault, {name: str(value) for name, value in context.items()})))
        else:
            data = packed(("bug", f"{type(bug).__name__}: {bug}"))
    pipe.send_bytes(data)


def packed(what: object) -> bytes:
    """Return what is to cross a pipe; raises whatever its `__reduce__` raises."""
    from multiprocessing.reduction import ForkingPickler  # here: a window that starts needs no child, and waits for it

    return bytes(ForkingPickler.dumps(what))


def unpacked(data: bytes) -> Any:  # noqa: ANN401 -- whatever was packed
    """Return what has crossed a pipe."""
    from multiprocessing.reduction import ForkingPickler

    return ForkingPickler.loads(data)


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
