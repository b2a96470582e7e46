"""The evening's stack unattended (chạy tự động cuối ngày): a timer of the system runs `saoy ingest --batch` each day.

Linux: a service and a timer of systemd, of the user who asks for it; Windows: a task of the Task Scheduler. Two runs
never collide, as a batch is held by the one that works on it.
"""

import argparse
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import list2cmdline
from xml.etree import ElementTree as ET

from desk.cli.run import DONE, Run
from desk.errors import TimerRefused
from desk.jobs import run_program
from desk.settings import read_settings
from desk.text import phrase

_TASKS = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Timer:
    """A daily run (hẹn giờ): of which program, for which office, at which time of the day ("17:30").

    Attributes:
        name: Of the units or the task; each office has its own.
    """

    program: Path
    office: Path
    at: str

    @property
    def name(self) -> str:
        """The name, ended by eight digits that stand for the office's folder."""
        return f"saoy-evening-{hashlib.sha256(str(self.office).encode()).hexdigest()[:8]}"

    @property
    def words(self) -> list[str]:
        """The words of the command behind the program."""
        return ["--office", str(self.office), "ingest", "--batch"]


def add_timer(add: Callable[[str, Callable[[Run, argparse.Namespace], int]], argparse.ArgumentParser]) -> None:
    """Add `evening timer`."""
    timer = add("timer", run_timer)
    what = timer.add_mutually_exclusive_group(required=True)
    what.add_argument("--install", action="store_true", help=phrase("cli.option.timer-install"))
    what.add_argument("--remove", action="store_true", help=phrase("cli.option.timer-remove"))
    what.add_argument("--write", type=Path, metavar="DIR", help=phrase("cli.option.timer-write"))
    timer.add_argument("--at", type=_time, default="17:30", metavar="HH:MM", help=phrase("cli.option.timer-at"))


def _time(text: str) -> str:
    hours, _, minutes = text.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
        raise ValueError(text)
    return f"{int(hours):02d}:{int(minutes):02d}"


def run_timer(run: Run, options: argparse.Namespace) -> int:
    """Install the daily run, remove it, or only write its files."""
    from desk.work.evening_folder import require_folder  # the verbs load slowly

    if not options.remove:
        require_folder(read_settings(run.office).evening)
    timer = Timer(_program(), run.office.absolute(), options.at)
    if options.write is not None:
        options.write.mkdir(parents=True, exist_ok=True)
        files = _laid(timer, options.write, windows=sys.platform == "win32")
    elif sys.platform == "win32":
        files = _windows(timer, run.office, install=options.install)
    else:
        files = _linux(timer, install=options.install)
    key = "cli.out.timer-removed" if options.remove else "cli.out.timer"
    run.say(
        {"name": timer.name, "at": timer.at, "files": [str(file) for file in files]},
        [run.phrase(key, name=timer.name, at=timer.at), *(str(file) for file in files)],
    )
    return DONE


def _program() -> Path:
    """Return the `saoy` beside this Python, else the one that is running."""
    beside = Path(sys.executable).with_name("saoy.exe" if sys.platform == "win32" else "saoy")
    return beside if beside.exists() else Path(sys.argv[0]).absolute()


def _laid(timer: Timer, folder: Path, *, windows: bool) -> list[Path]:
    if windows:
        file = folder / f"{timer.name}.xml"
        file.write_bytes(task_xml(timer))
        return [file]
    service, clock = folder / f"{timer.name}.service", folder / f"{timer.name}.timer"
    service.write_text(service_unit(timer), "utf-8")
    clock.write_text(timer_unit(timer), "utf-8")
    return [service, clock]


def _linux(timer: Timer, *, install: bool) -> list[Path]:
    home = os.environ.get("XDG_CONFIG_HOME")
    folder = Path(home) / "systemd" / "user" if home else Path.home() / ".config" / "systemd" / "user"
    there = [file for end in ("service", "timer") if (file := folder / f"{timer.name}.{end}").exists()]
    if install:
        folder.mkdir(parents=True, exist_ok=True)
        files = _laid(timer, folder, windows=False)
        try:
            _system(["daemon-reload"])
            _system(["enable", "--now", f"{timer.name}.timer"])
        except TimerRefused:
            for file in files if not there else ():
                file.unlink()  # units that nobody switched on would look like a timer
            raise
        return files
    files = there
    if files:
        _system(["disable", "--now", f"{timer.name}.timer"])
    for file in files:
        file.unlink()
    return files


def _system(words: Sequence[str]) -> None:
    program = shutil.which("systemctl")
    if program is None:
        raise TimerRefused(why="systemctl")
    _run([program, "--user", *words])


def _windows(timer: Timer, office: Path, *, install: bool) -> list[Path]:
    program = shutil.which("schtasks") or "schtasks"
    if not install:
        _run([program, "/Delete", "/F", "/TN", timer.name])
        return []
    files = _laid(timer, office, windows=True)
    _run([program, "/Create", "/F", "/TN", timer.name, "/XML", str(files[0])])
    return files


def _run(command: Sequence[str]) -> None:
    try:
        ended = run_program(command, _WAIT_S)
    except FileNotFoundError as fault:
        raise TimerRefused(why=command[0]) from fault
    if ended.code != 0:
        raise TimerRefused(why=ended.errors.strip().rpartition("\n")[2] or command[0])


def service_unit(timer: Timer) -> str:
    """Return the service: at low priority, begun anew when it is killed; faulty files (1) are no failure."""
    command = " ".join(_quoted(word) for word in [str(timer.program), *timer.words])
    return (
        "[Unit]\n"
        f"Description=Sao Y, end of the day: {_plain(str(timer.office))}\n"
        "StartLimitIntervalSec=12h\n"
        "StartLimitBurst=5\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={command}\n"
        "SuccessExitStatus=1\n"
        "Restart=on-failure\n"
        "RestartSec=60\n"
        "Nice=10\n"
        "IOSchedulingClass=idle\n"
    )


def timer_unit(timer: Timer) -> str:
    """Return the timer: daily, caught up with when the machine was off at that time."""
    return (
        "[Unit]\n"
        f"Description=Sao Y, end of the day at {timer.at}\n\n"
        "[Timer]\n"
        f"OnCalendar=*-*-* {timer.at}:00\n"
        "Persistent=true\n\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _plain(text: str) -> str:
    return text.replace("%", "%%").replace("\n", " ")


def _quoted(word: str) -> str:
    """Return a word as systemd.syntax(7) and systemd.service(5) ask for it."""
    bare = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{bare}"'


def task_xml(timer: Timer) -> bytes:
    """Return the task of the Task Scheduler: daily, at low priority, never two at once, begun anew when it fails."""
    ET.register_namespace("", _TASKS)
    task = ET.Element(f"{{{_TASKS}}}Task", version="1.2")
    trigger = _under(_under(task, "Triggers"), "CalendarTrigger")
    _under(trigger, "StartBoundary", f"2026-01-01T{timer.at}:00")
    _under(_under(trigger, "ScheduleByDay"), "DaysInterval", "1")
    settings = _under(task, "Settings")
    _under(settings, "MultipleInstancesPolicy", "IgnoreNew")
    _under(settings, "DisallowStartIfOnBatteries", "false")
    _under(settings, "StopIfGoingOnBatteries", "false")
    _under(settings, "StartWhenAvailable", "true")
    restart = _under(settings, "RestartOnFailure")
    _under(restart, "Interval", "PT1M")
    _under(restart, "Count", "5")
    _under(settings, "ExecutionTimeLimit", "PT0S")
    _under(settings, "Priority", "7")
    act = _under(_under(task, "Actions"), "Exec")
    _under(act, "Command", str(timer.program))
    _under(act, "Arguments", list2cmdline(timer.words))
    whole: bytes = ET.tostring(task, encoding="utf-16", xml_declaration=True)
    return whole


def _under(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    made = ET.SubElement(parent, f"{{{_TASKS}}}{name}")
    made.text = text or None
    return made
