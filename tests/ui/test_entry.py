"""The one entry point: the window for nothing but an office, a command for anything else, and no Qt for commands."""

import subprocess
import sys
from pathlib import Path

import pytest

from ui.__main__ import main
from ui.models.look import Look, read_look, write_look
from ui.models.names import authority_line, login_of


@pytest.mark.parametrize(
    ("given", "home", "demo"),
    [
        ([], None, False),
        (["--demo"], None, True),
        (["--office", "x"], Path("x"), False),
        (["--office=x", "--demo"], Path("x"), True),
    ],
)
def test_nothing_but_an_office_means_the_window(
    monkeypatch: pytest.MonkeyPatch, given: list[str], home: Path | None, demo: bool
) -> None:
    shown: list[tuple[Path | None, bool]] = []
    monkeypatch.setattr("ui.app.run", lambda *wish: shown.append(wish) or 0)

    code = main(given)

    assert (code, shown) == (0, [(home, demo)])


def test_the_window_starts_without_what_only_later_screens_and_workers_need() -> None:
    late = ("numpy", "cv2", "pypdf", "pyhanko", "reportlab", "PIL", "ui.views.evening", "ui.views.certify")
    late += ("sqlalchemy", "rapidfuzz", "desk.work.counter", "desk.work.waiting_work", "ui.models.scan")
    late += ("multiprocessing", "subprocess", "ctypes")
    program = f"import sys, ui.app; print([name for name in {late} if name in sys.modules])"

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_the_window_imports_modules_as_any_program_does() -> None:
    program = (
        "import builtins; plain = builtins.__import__\n"
        "import ui; from ui.__main__ import main\n"
        "import sys, types; sys.modules['ui.app'] = types.SimpleNamespace(run=lambda *_: 0)\n"
        "main([])\n"
        "print('PySide6.QtCore' in sys.modules, builtins.__import__ is plain)"
    )

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "True True"


COMMANDS = [["doctor"], ["--office", "x", "journal", "verify"], ["--json", "doctor"], ["--office"]]


@pytest.mark.parametrize("given", COMMANDS)
def test_anything_else_is_a_command(monkeypatch: pytest.MonkeyPatch, given: list[str]) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("desk.cli.main.main", lambda argv: asked.append(argv) or 7)

    assert main(given) == 7
    assert asked == [given]


def test_a_command_never_loads_qt(tmp_path: Path) -> None:
    look = (
        "import sys; from ui.__main__ import main\n"
        f"main(['--office', {str(tmp_path / 'none')!r}, '--json', 'journal', 'verify'])\n"
        "sys.exit(9 if any(name.startswith('PySide6') for name in sys.modules) else 0)"
    )

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=False, timeout=60)

    assert done.returncode == 0, done.stderr


def test_the_look_is_kept_and_nonsense_in_its_file_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "settings" / "look.toml"

    write_look(file, Look("high", 1.25, "en"))
    kept = read_look(file)
    file.write_text('palette = 7\nfactor = "big"\n', encoding="utf-8")

    assert kept == Look("high", 1.25, "en")
    assert read_look(file) == Look()
    assert read_look(tmp_path / "none.toml") == Look()


def test_a_size_out_of_range_is_brought_back(tmp_path: Path) -> None:
    file = tmp_path / "look.toml"
    file.write_text('palette = "dark"\nfactor = 9.0\n', encoding="utf-8")

    assert read_look(file) == Look("dark", 1.5)


@pytest.mark.parametrize(
    ("name", "login"), [("Hoàng Văn Páo", "pao.hv"), ("Đặng Thị Ềm", "em.dt"), ("Lò", "lo"), ("", "")]
)
def test_a_login_is_suggested_without_marks(name: str, login: str) -> None:
    assert login_of(name) == login


def test_the_head_line_is_suggested_in_capitals() -> None:
    assert authority_line("  xã  Tân Trào ") == "UBND XÃ TÂN TRÀO"
    assert authority_line("") == ""
