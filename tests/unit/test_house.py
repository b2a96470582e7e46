"""The rules of the house that no tool knows: sizes, words, doors, papers."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import desk
import ocr
import signing
import ui

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("desk", "ocr", "signing", "ui")
CODE = (*ROOMS, "installer", "tests", "benchmarks", "docs")
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
LANGUAGES = {"vi": "messages.toml", "en": "messages.en.toml"}

VERBS = {
    "báo", "bật", "bỏ", "chạy", "chia", "chờ", "chọn", "chụp", "cài", "cắm", "cập nhật", "dùng", "dọn", "dừng", "ghi",
    "giữ", "gõ", "gửi", "hỏi", "in", "khôi phục", "kiểm tra", "liên hệ", "làm", "lưu", "lấy", "mở", "nhập", "nhờ",
    "nêu", "nạp", "quét", "rút", "sửa", "thêm", "thử", "tra", "trả", "tách", "tạo", "tắt", "viết", "xem", "xin", "đưa",
    "đăng nhập", "đặt", "đối chiếu", "đổi", "đóng", "đợi", "hoàn tác",
}
"""What a cure may start with: a thing to do."""

VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def named(file: Path, line: int | None = None) -> str:
    """Say where, for a list that a person reads."""
    return str(file.relative_to(ROOT)) + (f":{line}" if line else "")


# -- sizes ------------------------------------------------------------------------------------------------------------


def test_a_long_file_says_why_it_is_long() -> None:
    silent = []
    for file in sources(*CODE):
        lines = file.read_text("utf-8").splitlines()
        if len(lines) > LONGEST_FILE and not any(line.startswith("# long: ") for line in lines[:30]):
            silent.append(f"{named(file)} has {len(lines)} lines")

    assert not silent


def test_a_long_function_says_why_it_is_long() -> None:
    silent = []
    for file in sources(*CODE):
        lines = file.read_text("utf-8").splitlines()
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                beside = lines[max(node.lineno - 2, 0) : node.body[0].lineno]
                if length > LONGEST_FUNCTION and not any("# long: " in line for line in beside):
                    silent.append(f"{named(file, node.lineno)} {node.name} has {length} lines")

    assert not silent


def test_an_exception_from_a_tool_carries_its_code_and_its_reason() -> None:
    mark = re.compile(r"# (?:noqa|type: ignore)(?P<code>: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*|\[[a-z, -]+\])?(?P<reason>.*)")
    bare = []
    for file in sources(*CODE):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            found = mark.search(line) if file != Path(__file__).resolve() else None
            if found and not (found["code"] and re.search(r"\w{2,}", found["reason"])):
                bare.append(named(file, number))

    assert not bare


# -- faults and their words -------------------------------------------------------------------------------------------


def fault_codes() -> dict[str, str]:
    """Return code -> class of every fault: a class, no dataclass, with a literal `code` of its own."""
    found: dict[str, str] = {}
    for file in sources("desk", "ocr", "signing"):
        for node in ast.walk(tree(file)):
            if not isinstance(node, ast.ClassDef) or node.decorator_list or not node.bases:
                continue
            for line in node.body:
                target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
                value = getattr(line, "value", None)
                if isinstance(target, ast.Name) and target.id == "code" and isinstance(value, ast.Constant):
                    assert value.value not in found, f"{node.name} and {found[value.value]} share a code"
                    found[str(value.value)] = node.name
    return found


def sentences(language: str) -> dict[str, dict[str, str]]:
    """Return key -> entry of a message file, flat."""
    found: dict[str, dict[str, str]] = {}

    def walk(prefix: str, place: dict[str, object]) -> None:
        for key, value in place.items():
            if isinstance(value, dict):
                if isinstance(value.get("say"), str):
                    found[prefix + key] = {name: text for name, text in value.items() if isinstance(text, str)}
                walk(f"{prefix}{key}.", value)

    walk("", tomllib.loads((ROOT / "desk" / LANGUAGES[language]).read_text("utf-8")))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_a_sentence_and_a_cure(language: str) -> None:
    said = sentences(language)

    wordless = [f"{name} ({code})" for code, name in fault_codes().items() if not said.get(code, {}).get("fix")]

    assert fault_codes()
    assert not wordless


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cure_belongs_to_a_fault(language: str) -> None:
    families = {code.split(".")[0] for code in fault_codes()}
    cured = {key for key, entry in sentences(language).items() if entry.get("fix") and key.split(".")[0] in families}

    assert not sorted(cured - fault_codes().keys())


def test_both_languages_say_the_same_things() -> None:
    vietnamese, english = sentences("vi"), sentences("en")

    def shape(entry: dict[str, str]) -> tuple[set[str], set[str]]:
        return set(entry), set(re.findall(r"\{(\w+)", " ".join(entry.values())))

    assert sorted(vietnamese.keys() ^ english.keys()) == []
    assert [key for key in vietnamese if shape(vietnamese[key]) != shape(english[key])] == []


def test_a_cure_starts_with_something_to_do() -> None:
    cures = {key: entry["fix"] for key, entry in sentences("vi").items() if entry.get("fix")}

    idle = {key: cure for key, cure in cures.items() if not any(re.match(rf"{verb}\b", cure.lower()) for verb in VERBS)}

    assert cures
    assert not idle


def test_vietnamese_words_live_in_data_and_in_the_window() -> None:
    stray = []
    for file in sources("desk", "ocr", "signing", "installer"):
        if file == ROOT / "ocr" / "vietnamese.py":
            continue
        docstrings = {id(node.value) for node in ast.walk(tree(file)) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                # The letters of a pattern's class, and one letter alone, are letters; two and more are a word.
                plain = re.sub(r"\[[^\]]*\]", " ", node.value)
                words = [word for word in re.findall(r"[^\W\d_]{2,}", plain) if VIETNAMESE.search(word)]
                stray += [f"{named(file, node.lineno)} {words}"] if words else []

    assert not stray


# -- doors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [desk, ocr, signing, ui], ids=ROOMS)
def test_a_room_of_a_common_name_is_ours(room: object) -> None:
    assert Path(str(getattr(room, "__file__", ""))).resolve().is_relative_to(ROOT)


def test_qt_is_met_in_the_window_only() -> None:
    strangers = []
    for file in sources("desk", "ocr", "signing", "installer"):
        for node in ast.walk(tree(file)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(re.match(r"(PySide|PyQt|shiboken|sip\b)", name) for name in names):
                strangers.append(named(file, getattr(node, "lineno", None)))

    assert not strangers


def protocols() -> list[str]:
    return [
        node.name
        for file in (ROOT / "desk" / "ports.py", ROOT / "ocr" / "engine.py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef) and "Protocol" in [ast.unparse(base) for base in node.bases]
    ]


def test_every_protocol_is_held_by_a_contract_test() -> None:
    contracts = "\n".join(file.read_text("utf-8") for file in sources("tests/contracts"))

    unheld = [name for name in protocols() if not re.search(rf"\b{name}\b", contracts)]

    assert protocols()
    assert not unheld


# -- papers -----------------------------------------------------------------------------------------------------------


def test_the_glossary_knows_every_noun_of_the_model() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    nouns = {node.name for file in sources("desk/model") for node in tree(file).body if isinstance(node, ast.ClassDef)}
    explained = set(re.findall(r"^\| `(\w+)` \|", glossary, re.MULTILINE))

    assert sorted(name for name in nouns - explained if not name.startswith("_")) == []
    assert sorted(explained - nouns) == [], "the glossary explains what is no longer there"


def test_every_rule_of_law_that_code_names_stands_in_the_book_of_rules() -> None:
    sections = set(re.findall(r"^## (\S+)$", (ROOT / "docs" / "law.md").read_text("utf-8"), re.MULTILINE))
    named_in_code = {
        (section, named(file))
        for file in sources(*ROOMS)
        for section in re.findall(r"law\.md#([\w-]+)", file.read_text("utf-8"))
    }

    assert named_in_code
    assert sorted(pair for pair in named_in_code if pair[0] not in sections) == []


def test_every_dependency_is_argued_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = (settings["project"]["dependencies"], *settings["dependency-groups"].values())
    wanted = [word for group in groups for word in group]
    names = [re.split(r"[<>=!~ \[;]", word)[0].lower() for word in wanted]
    argued = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()

    assert [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", argued)] == []


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]


def test_no_page_points_at_what_is_not_there() -> None:
    broken = [
        f"{named(page)} -> {target}"
        for page in pages()
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert pages()
    assert not broken


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project but this one."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in inside) or {"build", "dist"} & set(inside)
        if hidden or "__pycache__" in inside or not path.is_file() or path == Path(__file__).resolve():
            continue
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a compiled translation


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    hosts = (("python", "hosted"), ("pypi", ".org"), ("registry", ".npm"), ("deb", ".debian"), ("archive", ".ubuntu"))
    folders = r"(?<![\w.])/(?:work|root)/|/home/\w|/Users/\w|[A-Z]:\\\\?Users"
    traces = re.compile("|".join([folders, *(re.escape("".join(parts)) for parts in hosts)]))

    told = [f"{named(path)}: {found[0]}" for path, text in texts() for found in [traces.search(text)] if found]

    assert not told
