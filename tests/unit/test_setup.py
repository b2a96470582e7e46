"""The two commands: what is locked, what is installed when, and what the checks count."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-check.lock")


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Return a module of installer/, which runs as a script's neighbour and is no package."""
    monkeypatch.syspath_prepend(str(ROOT / "installer"))

    def get(name: str) -> ModuleType:
        sys.modules.pop(name, None)
        return __import__(name)

    return get


# -- the locks --------------------------------------------------------------------------------------------------------


def locked(name: str) -> dict[str, list[Requirement]]:
    """Return package -> its pinned lines (several when they differ by the version of Python)."""
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^([^\s#-].*?) \\$", (ROOT / name).read_text("utf-8"), re.MULTILINE):
        requirement = Requirement(line)
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def wanted(*groups: str) -> list[Requirement]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    words = [*settings["project"]["dependencies"], *settings["build-system"]["requires"]]
    for group in groups:
        words += settings["dependency-groups"][group]
    return [Requirement(word) for word in words]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_exact_versions_by_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())

    assert len(entries) > 20
    pinned = re.compile(r"[\w.-]+==\S+( ; [^\\]+)? \\\n    --hash=sha256:[0-9a-f]{64}")
    assert [entry for entry in entries if not pinned.match(entry)] == []
    assert not re.search(r"://|--index|--find-links|^#|/", text, re.MULTILINE)


@pytest.mark.parametrize(("name", "groups"), [(LOCKS[0], ("build",)), (LOCKS[1], ("build", "check"))])
def test_a_lock_answers_all_that_the_project_asks_for(name: str, groups: tuple[str, ...]) -> None:
    pins = locked(name)

    def answered(want: Requirement) -> bool:
        versions = [Version(next(iter(pin.specifier)).version) for pin in pins.get(canonicalize_name(want.name), [])]
        return bool(versions) and all(version in want.specifier for version in versions)

    unanswered = [str(want) for want in wanted(*groups) if not answered(want)]

    assert not unanswered, "pyproject.toml has changed: run installer/dev.py lock"


def test_the_checks_run_with_the_versions_that_offices_get() -> None:
    program, checks = locked(LOCKS[0]), locked(LOCKS[1])

    assert {name: pins for name, pins in program.items() if checks.get(name) != pins} == {}


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", ["linux", "win32"])
def test_each_package_has_one_version_on_each_system(python: str, system: str) -> None:
    here = {
        "python_version": python,
        "python_full_version": f"{python}.2",
        "sys_platform": system,
        "platform_system": {"linux": "Linux", "win32": "Windows"}[system],
        "os_name": {"linux": "posix", "win32": "nt"}[system],
    }

    for name, pins in locked(LOCKS[1]).items():
        fitting = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(here)]
        assert len(fitting) <= 1, name
        assert fitting or any("sys_platform" in str(pin.marker) for pin in pins), name


# -- system packages --------------------------------------------------------------------------------------------------


class Debian:
    """A machine of scripts: a dpkg that knows what is installed, an apt that writes down what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.asked = folder / "bin", folder / "asked"
        self.bin.mkdir()
        self.asked.touch()
        self.installed, self.offered = set[str](), set[str]()
        self.apt_code = 0

    def lay_out(self) -> None:
        """Write the scripts as the machine now stands."""
        lines = "".join(f"{name} install ok installed\\n" for name in sorted(self.installed))
        offers = "".join(f"  {name}) echo '  Candidate: 1.0' ;;\n" for name in sorted(self.offered))
        self._script("dpkg-query", f"printf '{lines}removed deinstall ok config-files\\n'")
        self._script("apt-cache", f'case "$2" in\n{offers}  *) echo "  Candidate: (none)" ;;\nesac')
        self._script("apt-get", f'echo "$DEBIAN_FRONTEND apt-get $*" >> {self.asked}\nexit {self.apt_code}')
        self._script("env", f'exec {"/usr/bin/env"} "$@"')

    def _script(self, name: str, body: str) -> None:
        file = self.bin / name
        file.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        file.chmod(0o755)

    def questions(self) -> list[str]:
        return self.asked.read_text("utf-8").splitlines()


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Debian:
    machine = Debian(tmp_path)
    monkeypatch.setenv("PATH", str(machine.bin))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return machine


@pytest.fixture
def system(room: Callable[[str], ModuleType], debian: Debian, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    found = room("system")
    monkeypatch.setattr(found, "_is_debian_like", lambda: True)
    return found


def test_a_machine_that_has_everything_is_left_alone(system: ModuleType, debian: Debian) -> None:
    debian.installed = {"qpdf", "xvfb"}
    debian.lay_out()

    system.ensure(["qpdf", "xvfb"], tell=True)

    assert debian.questions() == []


def test_only_what_is_missing_is_installed_without_a_question(system: ModuleType, debian: Debian) -> None:
    debian.installed, debian.offered = {"qpdf"}, {"xvfb", "removed"}
    debian.lay_out()

    system.ensure(["qpdf", "xvfb", "removed"], tell=True)

    update, install = debian.questions()
    assert update.startswith("noninteractive apt-get")
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends xvfb removed")


def test_a_renamed_library_counts_under_its_new_name(system: ModuleType, debian: Debian) -> None:
    debian.installed = {"libglib2.0-0t64"}
    debian.lay_out()

    assert system.missing(["libglib2.0-0", "libegl1"]) == ["libegl1"]


def test_a_renamed_library_is_installed_by_the_name_the_release_knows(system: ModuleType, debian: Debian) -> None:
    debian.offered = {"libcups2t64"}
    debian.lay_out()

    system.ensure(["libcups2"], tell=True)

    assert debian.questions()[-1].endswith(" libcups2t64")


def test_without_root_and_sudo_one_sentence_says_what_to_ask_for(
    system: ModuleType, debian: Debian, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    debian.lay_out()

    with pytest.raises(SystemExit, match=r"sudo.*xvfb"):
        system.ensure(["xvfb"], tell=True)

    assert debian.questions() == []


def test_an_apt_that_fails_ends_in_a_sentence_that_names_the_packages(system: ModuleType, debian: Debian) -> None:
    debian.offered, debian.apt_code = {"xvfb"}, 100
    debian.lay_out()

    with pytest.raises(SystemExit, match="xvfb"):
        system.ensure(["xvfb"], tell=True)


def test_another_system_is_told_once_what_it_needs(
    system: ModuleType, debian: Debian, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "_is_debian_like", lambda: False)
    debian.lay_out()

    system.ensure(["xvfb"], tell=True)
    told = capfd.readouterr().err
    system.ensure(["xvfb"], tell=False)

    assert "xvfb" in told
    assert capfd.readouterr().err == ""
    assert debian.questions() == []


def test_the_program_does_not_ask_for_the_tools_of_its_tests(room: Callable[[str], ModuleType]) -> None:
    system = room("system")

    assert not set(system.PROGRAM) & set(system.CHECK)
    assert {"tesseract-ocr-vie", "tesseract-ocr-osd", "sane-airscan", "softhsm2"} <= set(system.PROGRAM)
    assert len(set(system.PROGRAM)) == len(system.PROGRAM)


# -- the environment --------------------------------------------------------------------------------------------------


@pytest.fixture
def house(room: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The environment of a copy of the project, whose pip writes down what it is asked."""
    environment = room("environment")
    for name in ("pyproject.toml", *LOCKS):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    venv = tmp_path / ".venv"
    environment.asked = asked = []
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "saoy-set-up")
    monkeypatch.setattr(environment, "PROGRAM_LOCK", tmp_path / LOCKS[0])
    monkeypatch.setattr(environment, "CHECK_LOCK", tmp_path / LOCKS[1])
    monkeypatch.setattr(environment, "_pip", lambda *words: asked.append(words))
    monkeypatch.setattr(environment, "_is_usable", lambda: True)
    venv.mkdir()
    return environment


def test_what_was_filled_is_not_filled_again(house: ModuleType) -> None:
    assert not house.is_filled(checks=True)

    house.fill(checks=True)

    assert house.is_filled(checks=True)
    assert house.is_filled(checks=False), "the check tools come on top of the program"


def test_the_program_alone_does_not_pass_for_the_check_tools(house: ModuleType) -> None:
    house.fill(checks=False)

    assert house.is_filled(checks=False)
    assert not house.is_filled(checks=True)


def test_packages_come_by_hash_and_the_project_without_any_network(house: ModuleType) -> None:
    house.fill(checks=False)

    packages, project = house.asked
    assert {"--require-hashes", "--only-binary=:all:", "-r"} <= set(packages)
    assert {"--no-index", "--no-build-isolation", "--no-deps", "-e"} <= set(project)


@pytest.mark.parametrize("name", LOCKS)
def test_a_changed_lock_is_installed(house: ModuleType, name: str) -> None:
    house.fill(checks=name == LOCKS[1])
    (house.ROOT / name).write_text("other==1.0\n", "utf-8")

    assert not house.is_filled(checks=name == LOCKS[1])


def test_a_new_rule_of_ruff_installs_nothing(house: ModuleType) -> None:
    house.fill(checks=True)
    settings = house.ROOT / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace("line-length = 120", "line-length = 100"), "utf-8")

    assert house.is_filled(checks=True)


def test_a_moved_project_is_filled_anew(house: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    house.fill(checks=True)

    monkeypatch.setattr(house, "_base", lambda: "3.11 /elsewhere")

    assert not house.is_filled(checks=True)


def test_what_was_broken_off_is_done_again(house: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    house.fill(checks=True)
    (house.ROOT / LOCKS[1]).write_text("other==1.0\n", "utf-8")

    def breaks(*_words: str) -> None:
        raise SystemExit("no network")

    monkeypatch.setattr(house, "_pip", breaks)
    with pytest.raises(SystemExit):
        house.fill(checks=True)

    assert not house.is_filled(checks=True)
    assert not house.is_filled(checks=False)


# -- the checks -------------------------------------------------------------------------------------------------------


def test_a_skipped_test_fails_the_check_and_an_expected_failure_does_not(
    room: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    checks = room("checks")
    cases = {
        "works": "",
        "breaks": "<failure/>",
        "errs": "<error/>",
        "skips": '<skipped type="pytest.skip"/>',
        "known": '<skipped type="pytest.xfail"/>',
    }
    body = "".join(
        f'<testcase classname="tests.{folder}.test_it" name="{name}" time="1.5">{inside}</testcase>'
        for folder in ("contracts", "ui.counter")
        for name, inside in cases.items()
    )
    report = tmp_path / "report.xml"
    report.write_text(f"<testsuites><testsuite>{body}</testsuite></testsuites>", "utf-8")

    results = checks._counted(report, ["unit", "ui", "e2e"])

    assert results == [
        checks.Result("unit", 2, 2, 1, 7.5),
        checks.Result("ui", 2, 2, 1, 7.5),
        checks.Result("e2e", 0, 0, 0, 0.0),
    ]
    assert checks.Result("unit", 2, 0, 0, 1.0).is_good
    assert not checks.Result("unit", 2, 0, 1, 1.0).is_good
    assert not checks.Result("unit", 0, 0, 0, 1.0).is_good, "a part that ran nothing has shown nothing"


def test_a_test_run_that_died_has_failed(room: Callable[[str], ModuleType], tmp_path: Path) -> None:
    checks = room("checks")

    assert checks._counted(tmp_path / "never-written.xml", ["ui"]) == [checks.Result("ui", 0, 1, 0, 0.0)]


def test_a_file_of_tests_that_cannot_be_read_fails_its_part(room: Callable[[str], ModuleType], tmp_path: Path) -> None:
    checks = room("checks")
    report = tmp_path / "report.xml"
    report.write_text('<testsuite><testcase name="tests.ui.test_it"><error/></testcase></testsuite>', "utf-8")

    assert [one.failed for one in checks._counted(report, ["unit", "ui"])] == [0, 1]


def test_the_checks_let_python_keep_what_it_compiled_and_know_no_office(
    room: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("SAOY_OFFICE", "somebody's")

    assert not {"PYTHONDONTWRITEBYTECODE", "SAOY_OFFICE"} & room("checks")._surroundings().keys()


def test_every_folder_of_tests_belongs_to_a_part(room: Callable[[str], ModuleType]) -> None:
    folders = {path.relative_to(ROOT).parts[1] for path in (ROOT / "tests").rglob("test_*.py")}
    covered = {Path(folder).name for part in room("checks").TESTS.values() for folder in part}

    assert folders <= covered


@pytest.mark.parametrize("command", ["start", "check", ".ci/run"])
def test_the_commands_can_be_run_as_they_stand(command: str) -> None:
    text = (ROOT / command).read_text("utf-8")

    assert os.access(ROOT / command, os.X_OK)
    assert text.startswith("#!/bin/sh\n")
    assert "installer/dev.py" in text or "check" in text


def test_an_unknown_part_or_verb_is_wrong_usage_and_installs_nothing() -> None:
    dev = [sys.executable, str(ROOT / "installer" / "dev.py")]

    part = subprocess.run([*dev, "check", "nothing-of-the-kind"], capture_output=True, text=True, check=False)
    verb = subprocess.run([*dev, "dance"], capture_output=True, text=True, check=False)

    assert (part.returncode, verb.returncode) == (2, 2)
    assert "e2e" in part.stderr
    assert "check [PART ...]" in verb.stdout
