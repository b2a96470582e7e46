"""Running what is asynchronous from a thread that is not (chạy đồng bộ)."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Made = TypeVar("Made")


def run(work: Callable[[], Coroutine[Any, Any, Made]]) -> Made:
    """Run a coroutine to its end in the calling thread; in one of its own when the caller is inside an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    answers, faults = list[Made](), list[BaseException]()

    def apart() -> None:
        try:
            answers.append(asyncio.run(work()))
        except BaseException as fault:  # noqa: BLE001 -- it belongs to the thread that asked
            faults.append(fault)

    thread = threading.Thread(target=apart, name="signing")
    thread.start()
    thread.join()
    if faults:
        raise faults[0]
    return answers[0]
