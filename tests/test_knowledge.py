"""A knowledge folder is read into a snapshot, or refused with every complaint at once."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.entries import Unreadable
from bot.knowledge import Knowledge, read_knowledge
from bot.talk import Question
from bot.topics import KINDS
from tests.conftest import EMBASSY, Written

Complaints = Callable[[str | bytes | Mapping[str, str | bytes]], list[str]]

TEA = "tea:\n  title: {en: Tea, ru: Чай}\n  answer: {en: In the kitchen., ru: На кухне.}\n"
PLAIN_EMBASSY = "name: {en: Tea House, ru: Чайная}\nzone: Europe/London\nlanguages: [en, ru]\n"


def test_the_invented_embassy_has_nothing_wrong(knowledge: Knowledge) -> None:
    assert knowledge.embassy.languages == ("en", "ru")
    assert str(knowledge.embassy.zone) == "America/St_Johns"
    assert len(knowledge.topics) == 23
    assert len(knowledge.statements) == 6
    assert [one.topic for one in knowledge.questions] == [
        "consul_phone",
        "visa",
        "none",
        "statement",
    ]


def test_a_folder_with_nothing_but_topics_is_complete(folder: Written) -> None:
    knowledge = folder.write({"topics.yaml": TEA}).knowledge()
    assert knowledge.embassy.languages == ("en", "ru")
    assert str(knowledge.embassy.zone) == "UTC"
    assert knowledge.embassy.contacts is None
    assert list(knowledge.topics) == ["tea"]


def test_without_an_embassy_a_missing_language_is_nobodys_fault(folder: Written) -> None:
    text = "tea:\n  answer: {en: Here}\ncake:\n  title: {ru: Торт}\n  answer: {ru: Там}\n"
    assert folder.write({"topics.yaml": text}).complaints() == []
    assert folder.knowledge().embassy.languages == ("en", "ru")


def test_an_empty_folder_is_complete_and_knows_nothing(folder: Written) -> None:
    knowledge = folder.write({"empty.yaml": "", "remarks.yaml": "# none yet\n"}).knowledge()
    assert knowledge.topics == {}
    assert knowledge.embassy.languages == ("en",)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read_knowledge(tmp_path / "nowhere")
    assert "there is no such folder" in str(refused.value)


def test_topics_may_stand_in_any_file_of_any_folder_below(folder: Written) -> None:
    folder.write({"a/b/tea.yaml": TEA, "c/CAKE.YML": TEA.replace("tea", "cake")})
    folder.write({".hidden.yaml": ":", "a/.git/x.yaml": ":", "a/#tea.yaml#": ":", "a/tea.txt": ":"})
    folder.write({"a/statements/more.yaml": TEA.replace("tea", "milk")})
    assert set(folder.knowledge().topics) == {"tea", "cake", "milk"}


def test_a_snapshot_never_changes(knowledge: Knowledge) -> None:
    for value in (knowledge, knowledge.embassy, knowledge.topics["consul"]):
        with pytest.raises(dataclasses.FrozenInstanceError):
            value.embassy = None  # type: ignore[misc, union-attr]


def test_keys_and_further_commands_are_commands(knowledge: Knowledge) -> None:
    assert knowledge.commands["contacts"].key == "consul"
    assert set(knowledge.topics) < set(knowledge.commands)


MISTAKES = [
    part.partition("\n")[::2]
    for part in (Path(__file__).parent / "mistakes.txt").read_text("utf-8").split("=== ")[1:]
]


@pytest.mark.parametrize("text", [text for _, text in MISTAKES], ids=[name for name, _ in MISTAKES])
def test_a_mistake_in_a_topic_is_told_with_its_line(complaints: Complaints, text: str) -> None:
    line = next(n for n, row in enumerate(text.split("\n"), 1) if "  # " in row)
    said = text.split("  # ")[1].split("\n")[0]
    found = complaints(text)
    assert any(each.startswith(f"topics.yaml:{line}: ") and said in each for each in found), found
    assert len(found) <= 2, found


BAD_FOLDERS: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "an embassy without name, zone and languages",
        {"embassy.yaml": "contacts: tea\n", "a.yaml": TEA},
        ["embassy.yaml:1: embassy: name is missing", "zone is missing", "languages is missing"],
    ),
    (
        "an embassy that speaks nothing",
        {"embassy.yaml": PLAIN_EMBASSY.replace("[en, ru]", "[]"), "a.yaml": TEA},
        ["embassy.yaml:3: languages: name at least one"],
    ),
    (
        "a language in which the desk has no phrases, and one that stands twice",
        {"embassy.yaml": PLAIN_EMBASSY.replace("[en, ru]", "[en, tlh, en]"), "a.yaml": TEA},
        ["embassy.yaml:3: languages: the desk has no phrases in 'tlh'", "'en' stands twice"],
    ),
    (
        "contacts that no topic has",
        {"embassy.yaml": PLAIN_EMBASSY + "contacts: consul\n", "a.yaml": TEA},
        ["embassy.yaml:4: contacts: there is no topic 'consul'"],
    ),
    (
        "contacts that would lead back to the contacts",
        {
            "embassy.yaml": PLAIN_EMBASSY + "contacts: desk\n",
            "a.yaml": "desk: {kind: bundle, of: [visa]}\nvisa: {kind: service}\n",
        },
        ["embassy.yaml:4: contacts: 'visa' is a service; name a topic of the kind contact"],
    ),
    (
        "an unknown field of the embassy",
        {"embassy.yaml": PLAIN_EMBASSY + "adress: x\n", "a.yaml": TEA},
        ["embassy.yaml:4: embassy: 'adress' is not a field"],
    ),
    (
        "a group that the embassy has not, and a group without a language",
        {
            "embassy.yaml": PLAIN_EMBASSY + "groups:\n  hot: {en: Hot}\n",
            "a.yaml": TEA + "  group: cold\n",
        },
        [
            "embassy.yaml:5: hot: the text in 'ru' is missing",
            "a.yaml:4: group: embassy.yaml",
        ],
    ),
    (
        "a text without a language that the embassy speaks",
        {"embassy.yaml": PLAIN_EMBASSY, "a.yaml": "tea:\n  answer:\n    en: Here\n"},
        ["a.yaml:2: answer: the text in 'ru' is missing; add it"],
    ),
    (
        "a key in two files",
        {"a.yaml": TEA, "b/c.yaml": "\n" + TEA},
        ["b/c.yaml:2: 'tea' stands twice, first in", "a.yaml:1; keep one"],
    ),
    (
        "a page that is shorter than its line",
        {"a.yaml": TEA + "  source: page.txt:3\n", "sources/page.txt": "one\ntwo\n"},
        ["a.yaml:4: source: page.txt has 2 lines, and no line 3"],
    ),
    (
        "a source of a field that is not there",
        {"a.yaml": TEA + "  source: {phone: 'page.txt:1'}\n", "sources/page.txt": "one\n"},
        ["a.yaml:4: source: there is no field 'phone' here"],
    ),
    (
        "a line beyond counting",
        {"a.yaml": TEA + f"  source: page.txt:{'9' * 5000}\n", "sources/page.txt": "one\n"},
        ["a.yaml:4: source: 'page.txt:999"],
    ),
    (
        "refused samples in a list",
        {"a.yaml": TEA, "refused.yaml": "- who won\n"},
        ["refused.yaml:1: refused: write the phrases by language"],
    ),
    (
        "a sample question of no topic, and one of nothing",
        {
            "a.yaml": TEA,
            "questions/q.yaml": "- {ask: is there tea, topic: coffee}\n- {ask: hm}\n- hm\n",
        },
        [
            "questions/q.yaml:1: topic: there is no topic 'coffee'",
            "questions/q.yaml:2: question: topic is missing",
            "questions/q.yaml:3: write a question as",
        ],
    ),
    (
        "statements of the wrong shape",
        {
            "statements/s.yaml": "- {date: 16.01.2020, title: a, text: b, publisher: x}\n"
            "- {date: 2020-01-16, title: a}\n"
            "- {date: 2020-01-16, title: a, text: b, colour: red}\n"
            "- no\n"
            "- {date: 2020-01-16, title: a, text: b, corrections: none}\n"
            "- {date: 2020-01-16, title: '', text: ''}\n"
            "- {date: 2020-01-16, title: a, text: b, url: ftp}\n"
            "- {date: 2020-01-16, title: a, text: b, source: 'page.txt:1'}\n"
        },
        [
            "s.yaml:1: date: '16.01.2020' is not a day",
            "s.yaml:2: statement: text is missing",
            "s.yaml:3: statement: 'colour' is not a field",
            "s.yaml:4: write a statement as",
            "s.yaml:5: corrections: write a list",
            "s.yaml:6: text: a statement needs a title or a text",
            "s.yaml:7: url: 'ftp' is not",
            "s.yaml:8: source: there is no page 'page.txt'",
        ],
    ),
    (
        "two statements of one id",
        {
            "statements/s.yaml": "- {id: a, date: 2020-01-16, title: a, text: b}\n"
            "- {id: a, date: 2020-01-17, title: c, text: d}\n"
        },
        ["s.yaml:2: id: 'a' stands twice"],
    ),
    (
        "statements that are no list",
        {"statements/s.yaml": "date: 2020-01-16\n"},
        ["s.yaml:1: a list was expected here"],
    ),
]


@pytest.mark.parametrize(
    ("files", "said"), [case[1:] for case in BAD_FOLDERS], ids=[case[0] for case in BAD_FOLDERS]
)
def test_a_mistake_between_files_is_told_with_its_place(
    complaints: Complaints, files: dict[str, str], said: list[str]
) -> None:
    found = complaints(files)
    for sentence in said:
        assert any(sentence in each for each in found), (sentence, found)


def test_all_complaints_of_all_files_come_at_once_in_order(complaints: Complaints) -> None:
    found = complaints(
        {
            "a.yaml": "t:\n  kind: clock\n  zone: Nowhere\nt2:\n  kind: kettle\n",
            "b.yaml": "x: [\n",
            "c.yaml": b"\xff",
            "d.yaml": "\ttea: 1",
            "embassy.yaml": PLAIN_EMBASSY.replace("Europe/London", "Europe"),
        }
    )
    places = [re.match(r"[\w.]+:\d+", each)[0] for each in found]  # type: ignore[index]
    assert places == sorted(places)
    assert {"a.yaml:3", "a.yaml:5", "b.yaml:1", "c.yaml:1", "d.yaml:1", "embassy.yaml:2"} <= set(
        places
    )


def test_a_file_with_bad_syntax_is_one_complaint_and_hides_no_other_file(
    complaints: Complaints,
) -> None:
    assert len(complaints({"a.yaml": "x: [\n", "b.yaml": TEA})) == 1


def test_a_link_that_leads_out_of_the_folder_or_nowhere_is_told(folder: Written) -> None:
    outside = folder.path.parent / "outside.yaml"
    outside.write_text(TEA, "utf-8")
    (folder.path / "a.yaml").symlink_to(outside)
    (folder.path / "b.yaml").symlink_to(folder.path / "nowhere.yaml")
    (folder.path / "c.yaml").symlink_to(folder.path / "c.yaml")
    found = folder.complaints()
    assert [each.partition(":")[0] for each in found] == ["a.yaml", "b.yaml", "c.yaml"]
    assert "leads out" in found[0]


def test_a_linked_folder_is_told_and_not_passed_over(folder: Written) -> None:
    outside = folder.path.parent / "outside"
    outside.mkdir()
    (outside / "tea.yaml").write_text(TEA, "utf-8")
    (folder.path / "more").symlink_to(outside)
    (complaint,) = folder.complaints()
    assert complaint == "more:1: links to folders are not followed; put the folder here"


def test_files_that_a_cluster_links_within_the_folder_are_read(folder: Written) -> None:
    # Kubernetes mounts a ConfigMap as links to files in a hidden folder of the same mount.
    folder.write({"..2024_05_14/tea.yaml": TEA})
    (folder.path / "..data").symlink_to("..2024_05_14")
    (folder.path / "tea.yaml").symlink_to("..data/tea.yaml")
    assert set(folder.knowledge().topics) == {"tea"}


def test_a_folder_of_too_many_files_is_told(
    folder: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.knowledge.folder.MOST_FILES", 3)
    folder.write({f"{n}.yaml": "" for n in range(5)})
    assert "more than 3 files" in folder.complaints()[0]


def test_something_that_is_no_file_is_told(folder: Written) -> None:
    import os

    os.mkfifo(folder.path / "pipe.yaml")
    assert folder.complaints() == ["pipe.yaml:1: this is not a regular file; remove it"]


def test_readers_are_told_of_files_below_the_folder_and_never_of_the_server(
    folder: Written,
) -> None:
    knowledge = folder.write({"hot/tea.yaml": TEA}).knowledge()
    source = knowledge.topics["tea"].source
    assert (source.file, source.line) == ("knowledge/hot/tea.yaml", 1)


def asked_at(moment: str, knowledge: Knowledge) -> Question:
    zone = knowledge.embassy.zone
    return Question("/x", "en", datetime.fromisoformat(moment).replace(tzinfo=zone))


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        ("2024-05-09T23:59", False),
        ("2024-05-10T00:00", True),
        ("2024-05-20T23:59", True),
        ("2024-05-21T00:00", False),
    ],
)
def test_a_topic_is_in_force_from_its_first_day_until_the_end_of_its_last(
    knowledge: Knowledge, moment: str, holds: bool
) -> None:
    assert knowledge.topics["lottery"].in_force(asked_at(moment, knowledge)) is holds


def test_an_entry_with_of_inherits_where_its_fact_comes_from(knowledge: Knowledge) -> None:
    assert knowledge.topics["consul_phone"].source.as_of == date(2024, 5, 1)


def test_every_kind_of_the_contract_can_be_written() -> None:
    assert list(KINDS) == [
        "note",
        "contact",
        "clock",
        "counter",
        "bundle",
        "latest",
        "archive",
        "statement",
        "service",
        "menu",
        "notice",
    ]


FILES = {path.name: path for path in sorted(EMBASSY.rglob("*.yaml"))}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_folder_with_any_line_broken_is_read_or_refused_with_places(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "broken"
    shutil.copytree(EMBASSY, folder, dirs_exist_ok=True)
    path = folder / FILES[data.draw(st.sampled_from(sorted(FILES)))].relative_to(EMBASSY)
    rows = path.read_text("utf-8").split("\n")
    number = data.draw(st.integers(0, len(rows) - 1))
    rows[number] = data.draw(_broken(rows[number]))
    path.write_text("\n".join(rows), "utf-8")
    try:
        read_knowledge(folder)
    except Unreadable as refused:
        for complaint in refused.complaints:
            lines = Path(complaint.file).read_text("utf-8").count("\n") + 1
            assert 1 <= complaint.line <= lines
            assert complaint.sentence and "\n" not in complaint.sentence


def _broken(row: str) -> st.SearchStrategy[str]:
    """A line as it is after a slip of the hand: a value changed, cut, moved, or doubled."""
    name = row.partition(":")[0]
    values = ["", "[]", "{}", "[x, y]", "{en: x}", "{x: [y]}", "2019-02-29", "-1", "true", "9" * 30]
    return st.one_of(
        st.just(f"\t{row}"),
        st.just(f"{row}\n{row}"),
        st.just(f" {row}"),
        st.just(row[: len(row) // 2]),
        st.sampled_from(values).map(lambda value: f"{name}: {value}"),
        st.text(alphabet=":-[]{}'\"&*!|>#%@ abcé", max_size=12).map(lambda end: row + end),
    )


def test_what_only_follows_from_an_unreadable_file_is_not_complained_of(
    complaints: Complaints,
) -> None:
    files = {
        "embassy.yaml": "name: {en: A}\nlanguages: [en]\nzone: UTC\ncontacts: kitchen\n",
        "kitchen.yaml": "kitchen:\n\tkind: contact\n",
        "other.yaml": "all: {kind: bundle, title: {en: All}, of: [kitchen, gone]}\n",
        "questions/all.yaml": "- {ask: whom to call, topic: kitchen}\n",
    }
    (told,) = complaints(files)
    assert told.startswith("kitchen.yaml:2: a tab stands")
    kitchen = "kitchen: {kind: contact, title: {en: K}, phone: '+44 20 7946 0958'}\n"
    (told,) = complaints(files | {"kitchen.yaml": kitchen})
    assert "there is no topic 'gone'" in told
