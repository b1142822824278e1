"""Another embassy's folder, begun with a few questions: it loads and passes the check as it is."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import app as cli
from bot.knowledge import read_knowledge
from bot.operation.founding import Founding, NotFounded, found, languages
from bot.operation.said import wrong_languages, wrong_mail, wrong_phone, wrong_zone, zone_of
from bot.staff.check import Means, check

TODAY = date(2024, 5, 14)
VELDONIA = Founding(
    languages=("en", "ru"),
    name={"en": "Embassy of Veldonia", "ru": "Посольство Вельдонии"},
    publisher={"en": "Veldonia", "ru": "Вельдония"},
    city={"en": "Port Maren", "ru": "Порт-Марен"},
    zone="America/St_Johns",
    phone="+44 20 7946 0018",
    email="consul@veldonia.example",
)
SPARE = [
    VELDONIA,
    Founding(("en", "ru")),
    Founding(("ru",), {"ru": "Посольство"}, phone="+44 20 7946 0018"),
    Founding(("en",), city={"en": "Port Maren"}, email="consul@veldonia.example"),
]


@pytest.mark.parametrize("founding", SPARE, ids=["all", "nothing", "in Russian", "in English"])
async def test_a_new_folder_passes_the_check_without_a_warning(
    founding: Founding, tmp_path: Path
) -> None:
    found(founding, tmp_path / "new", TODAY, {})
    report = await check(tmp_path / "new", Means(None))
    assert report.complaints == ()
    assert report.questions >= 4


def test_what_was_said_stands_in_it(tmp_path: Path) -> None:
    found(VELDONIA, tmp_path / "new", TODAY, {"schema.json": "{}"})
    knowledge = read_knowledge(tmp_path / "new")
    embassy = knowledge.embassy
    assert embassy.name.said("ru") == "Посольство Вельдонии"
    assert embassy.publisher.said("en") == "Veldonia"
    assert (embassy.zone.key, embassy.languages) == ("America/St_Johns", ("en", "ru"))
    assert "+44 20 7946 0018" in (tmp_path / "new" / "contacts.yaml").read_text("utf-8")
    assert "clock_here" in knowledge.topics
    assert (tmp_path / "new" / "schema.json").read_text("utf-8") == "{}"


def test_what_was_not_said_is_not_made_up(tmp_path: Path) -> None:
    found(Founding(("en",)), tmp_path / "new", TODAY, {})
    knowledge = read_knowledge(tmp_path / "new")
    assert "clock_here" not in knowledge.topics
    assert knowledge.topics["contact"].kind == "note"
    whole = "".join(path.read_text("utf-8") for path in (tmp_path / "new").rglob("*.yaml"))
    assert "@" not in whole
    assert "Посольство" not in whole


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=60), st.text(max_size=40))
def test_any_name_can_be_said(name: str, city: str) -> None:
    founding = Founding(("en",), {"en": name}, {}, {"en": city})
    with tempfile.TemporaryDirectory() as work:
        found(founding, Path(work, "new"), TODAY, {})
        knowledge = read_knowledge(Path(work, "new"))
    blanks = founding.blanks(TODAY)
    said = knowledge.embassy.name.said("en")
    assert said == (blanks["name.en"] or "Embassy")
    assert set(name) - set(said) <= {sign for sign in name if not sign.isprintable() or sign == " "}
    assert ("clock_here" in knowledge.topics) == bool(blanks["city.en"])


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(NotFounded, match="is there already"):
        found(VELDONIA, tmp_path, TODAY, {})
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    found(VELDONIA, tmp_path / "new", TODAY, {})
    assert (tmp_path / "new" / "embassy.yaml").is_file()


def test_what_cannot_be_used_leaves_no_folder_behind(tmp_path: Path) -> None:
    wrong = Founding(("en",), zone="Europe/Lodnon", phone="020366")
    with pytest.raises(NotFounded, match="Europe/Lodnon"):
        found(wrong, tmp_path / "new", TODAY, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (wrong_zone("Europe/Lodnon"), "Europe/London"),
        (wrong_zone("Europe"), "is not a time zone"),
        (wrong_zone("../etc/passwd"), "is not a time zone"),
        (wrong_phone("020366"), "with its country"),
        (wrong_mail("consul at veldonia"), "name@example.org"),
        (wrong_languages("en,xx"), "en, ru"),
        (wrong_languages(","), "name one or more"),
    ],
)
def test_a_slip_is_answered_with_what_may_be_meant(said: str | None, hint: str) -> None:
    assert said is not None
    assert hint in said


def test_what_is_right_is_taken_as_it_is() -> None:
    assert wrong_zone("Europe/London") is None
    assert wrong_phone("+44 20 7946 0018") is None
    assert wrong_mail("consul@veldonia.example") is None
    assert wrong_languages("ru, en") is None
    assert zone_of(["St Johns"]) == "America/St_Johns"
    assert zone_of(["Port Maren"]) is None


def test_the_first_topics_are_in_the_languages_that_the_desk_speaks() -> None:
    assert languages() == ("en", "ru")


def test_the_questions_are_asked_in_the_terminal_and_slips_asked_again(tmp_path: Path) -> None:
    said = ["en", "Embassy of Veldonia", "", "Lisbon", "Europe/Lisbn", "", "020", "", ""]
    done = CliRunner().invoke(cli.app, ["new", str(tmp_path / "new")], input="\n".join(said) + "\n")
    assert done.exit_code == 0, done.output
    embassy = read_knowledge(tmp_path / "new").embassy
    assert embassy.zone.key == "Europe/Lisbon"
    assert embassy.publisher.said("en") == "Embassy of Veldonia"


def test_a_script_gives_everything_and_is_asked_nothing(tmp_path: Path) -> None:
    options = ["--yes", "--languages", "ru,en", "--name", "Veldonia", "--name", "ru=Вельдония"]
    done = CliRunner().invoke(cli.app, ["new", str(tmp_path / "new"), *options, "--zone", "UTC"])
    assert done.exit_code == 0, done.output
    embassy = read_knowledge(tmp_path / "new").embassy
    assert embassy.languages == ("ru", "en")
    assert (embassy.name.said("en"), embassy.name.said("ru")) == ("Veldonia", "Вельдония")


@pytest.mark.parametrize(
    "options", [["--zone", "Moon"], ["--phone", "020"], ["--email", "x"], ["--languages", "xx"]]
)
def test_a_script_that_gives_something_wrong_gets_a_sentence_and_no_folder(
    options: list[str], tmp_path: Path
) -> None:
    done = CliRunner().invoke(cli.app, ["new", str(tmp_path / "new"), "--yes", *options])
    assert done.exit_code == 1
    assert options[1] in done.output
    assert list(tmp_path.iterdir()) == []
