"""A module that is loaded late is the real one to who uses it, and stands in nobody's way."""

import subprocess
import sys

import pytest

from desk.later import loaded_when_used


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_memory_of_an_office_is_loaded_without_what_is_not_used_of_its_library() -> None:
    late = ("asyncio", "ssl", "importlib.metadata", "email")

    told = run(f"import sys, desk.store.opening; print([name for name in {late} if name in sys.modules])")

    assert told == "[]"


def test_what_was_imported_late_is_the_module_itself_when_it_is_used() -> None:
    told = run(
        "from desk.later import loaded_when_used\n"
        "with loaded_when_used({'colorsys': {}}):\n"
        "    import colorsys as late\n"
        "import colorsys\n"
        "print(type(colorsys).__name__, late.rgb_to_hsv is colorsys.rgb_to_hsv)"
    )

    assert told == "module True"


def test_what_is_known_beforehand_loads_nothing() -> None:
    told = run(
        "import sys; from desk.later import loaded_when_used\n"
        "with loaded_when_used({'colorsys': {'ONE_THIRD': 1 / 3}}):\n"
        "    import colorsys as late\n"
        "    print(late.ONE_THIRD * 3, end=' ')\n"
        "print('colorsys' in sys.modules)"
    )

    assert told == "1.0 False"


def test_a_name_taken_from_it_and_a_part_of_it_load_it_at_once() -> None:
    told = run(
        "from desk.later import loaded_when_used\n"
        "with loaded_when_used({'json': {}, 'html': {}}):\n"
        "    from json import loads\n"
        "    import html.entities\n"
        "import html, json\n"
        "print(loads is json.loads, html.entities.__name__, type(html).__name__)"
    )

    assert told == "True html.entities module"


def test_a_module_that_is_there_already_stays() -> None:
    with loaded_when_used({"subprocess": {"run": None}}):
        import subprocess as same

        assert same.run is subprocess.run
    assert sys.modules["subprocess"] is subprocess


def test_nothing_is_made_up() -> None:
    with loaded_when_used({"no_such_module_at_all": {}}):
        import no_such_module_at_all as nothing

    with pytest.raises(ModuleNotFoundError):
        nothing.anything  # noqa: B018 -- the asking is the test
    with pytest.raises(AttributeError):
        nothing.__anything__  # noqa: B018 -- likewise
