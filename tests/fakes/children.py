"""What the tests let child processes do: behave, misbehave and die."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from desk.errors import PaperJam
from desk.jobs import Pool, Progress, stream_limited


def double(number: int) -> int:
    return 2 * number


def double_slowly(number: int, seconds: float) -> int:
    time.sleep(seconds)
    return 2 * number


def own_number(*_: object) -> int:
    return os.getpid()


def take_memory(mebibytes: int) -> int:
    return len(b"x" * (mebibytes << 20))


def burn() -> None:
    while True:
        pass


def burn_for(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def write(place: Path, size: int) -> None:
    place.write_bytes(b"x" * size)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def read_nowhere() -> None:
    ctypes.string_at(0)


def die_unless(mark: Path) -> str:
    """Die the first time, leave a mark, live the second time."""
    if not mark.exists():
        mark.write_text("died")
        die()
    return "lived"


def die_on(number: int, deadly: int) -> int:
    if number == deadly:
        die()
    return number


def jam(sides: int) -> None:
    raise PaperJam(kept=sides, next=sides + 1)


def jam_oddly() -> None:
    raise PaperJam(kept=lambda: 0)


def stumble() -> None:
    raise ValueError("a bug of ours")


def give_what_cannot_cross() -> object:
    return lambda: None


def surroundings() -> tuple[str | None, int, bool]:
    """Return the thread limit, the core size and whether new privileges are refused."""
    import resource

    status = Path("/proc/self/status").read_text("ascii")
    return os.environ.get("OMP_THREAD_LIMIT"), resource.getrlimit(resource.RLIMIT_CORE)[0], "NoNewPrivs:\t1" in status


def rank() -> tuple[bool, int, str]:
    """Tell whether we lead a session, and how much we and it give way: 0 to 19, and as the system puts it."""
    leads, file, until, weight = os.getsid(0) == os.getpid(), Path("/proc/self/autogroup"), time.monotonic() + 5, ""
    while file.exists() and (weight := file.read_text()).endswith(" nice 0\n") and leads and time.monotonic() < until:
        time.sleep(0.02)  # of several children only one is heard in 100 ms
    return leads, os.getpriority(os.PRIO_PROCESS, 0), weight


def faults_of_a_second_helping(mebibytes: int) -> int:
    """Take memory, give it back, take it again and return the page faults of that."""
    import resource

    bytearray(mebibytes << 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    bytearray(mebibytes << 20)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def held_after_a_helping(mebibytes: int) -> tuple[int, int]:
    """Take memory and give it back; return our process number and the bytes that stay with us."""
    bytearray(mebibytes << 20)
    return os.getpid(), resident(os.getpid())


def resident(process: int) -> int:
    """Return how many bytes of memory a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def keep_a_program(mark: Path) -> None:
    """Start a program that would outlive us, and hang."""
    program = subprocess.Popen(["/bin/sleep", "60"])
    mark.with_suffix(".new").write_text(str(program.pid))
    mark.with_suffix(".new").rename(mark)
    time.sleep(60)


# -- streams ----------------------------------------------------------------------------------------------------------


def count(until: int, progress: Progress) -> Iterator[int]:
    for number in range(until):
        progress.say(number, until)
        yield number


def count_then_die(until: int, progress: Progress) -> Iterator[int]:
    del progress
    yield from range(until)
    die()


def count_then_hang(until: int, progress: Progress) -> Iterator[int]:
    del progress
    yield from range(until)
    time.sleep(60)


def count_then_jam(until: int, progress: Progress) -> Iterator[int]:
    del progress
    yield from range(until)
    raise PaperJam(kept=until)


def count_until_stopped(progress: Progress) -> Iterator[int]:
    number = 0
    while not progress.stop.is_set():
        yield number
        number += 1
        time.sleep(0.01)
    yield -1


# -- a parent to be killed --------------------------------------------------------------------------------------------


def number_then_hang(folder: Path) -> None:
    (folder / f"{os.getpid()}.pid").touch()
    time.sleep(60)


def number_then_burn(folder: Path, progress: Progress) -> Iterator[int]:
    """Hang without ever letting another thread of ours run."""
    del progress
    (folder / f"{os.getpid()}.pid").touch()
    yield 0
    ctypes.PyDLL(None).sleep(60)


def be_parent(folder: Path) -> None:
    """Have three children at work: two of a pool, one of a stream."""
    stream = stream_limited(number_then_burn, folder)
    next(stream)
    with Pool(2) as pool:
        list(pool.map_unordered(number_then_hang, [(folder,), (folder,)]))


if __name__ == "__main__":
    be_parent(Path(sys.argv[1]))
