"""Vectors of meaning: made once, kept in a file that may be damaged, and done without."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.embedding import Embedder, open_embedder, why_absent
from bot.embedding.kept import VectorFile


def filed(folder: Path) -> Path:
    (file,) = folder.glob("vectors/*.vectors")
    return file


def test_where_it_is_switched_off_there_is_no_model() -> None:
    assert open_embedder(None, off=True) is None
    assert why_absent(off=True) == "switched off"


def test_a_platform_without_the_model_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert "riscv64" in (why_absent() or "")
    assert open_embedder(None) is None


@pytest.mark.model
def test_texts_of_one_meaning_are_nearer_than_others_in_any_language() -> None:
    mine, same, other = Embedder(None).questions(
        ["I lost my passport", "я потерял паспорт", "what time is it in Moscow"]
    )
    assert mine @ same > mine @ other


@pytest.mark.model
@pytest.mark.parametrize("text", ["", "\0", "a\0b", "\ud800", "я" * 4096, "😀" * 4096, " "])
def test_any_text_has_a_vector_of_length_one(text: str) -> None:
    (vector,) = Embedder(None).questions([text])
    assert abs(float(vector @ vector) - 1) < 0.01


@pytest.mark.model
def test_phrases_are_embedded_once(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    first = Embedder(tmp_path)
    made = first.phrases(["one", "two"], lambda done, of: told.append((done, of)))
    assert told[-1] == (2, 2)
    assert first.missing(["one", "two", "three"]) == 1
    again = Embedder(tmp_path)
    assert again.missing(["one", "two"]) == 0
    assert (again.phrases(["two", "one"]) == made[::-1]).all()


@pytest.mark.model
def test_a_text_has_the_same_vector_alone_and_among_others() -> None:
    texts = ["passport", "", "сколько стоит виза " * 9, "a\0b", "where", "часы работы"]
    (alone, together) = (Embedder(None).questions(texts), Embedder(None).phrases(texts))
    assert (alone == together).all()


@pytest.mark.model
def test_what_citizens_ask_is_not_written_to_disk(tmp_path: Path) -> None:
    Embedder(tmp_path).questions(["where is my passport"])
    assert not list(tmp_path.rglob("*.vectors"))


@pytest.mark.model
@pytest.mark.parametrize("damage", ["cut", "changed", "another"])
def test_a_damaged_file_is_made_again_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    made = Embedder(tmp_path).phrases(["one", "two"])
    content = filed(tmp_path).read_bytes()
    spoilt = {
        "cut": content[:-100],
        "changed": content[:-3] + b"\xff\xff\xff",
        "another": b"SQLite format 3\0" + content,
    }
    filed(tmp_path).write_bytes(spoilt[damage])
    with caplog.at_level(logging.WARNING):
        again = Embedder(tmp_path)
        assert again.missing(["one", "two"]) == (1 if damage == "cut" else 2)
        assert (again.phrases(["one", "two"]) == made).all()
    assert len(caplog.records) == 1
    assert "made again" in caplog.text
    assert Embedder(tmp_path).missing(["one", "two"]) == 0


@pytest.mark.model
def test_who_is_stopped_while_many_are_made_begins_again_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.embedding.model._KEPT_AT_ONCE", 2)

    def stop(done: int, total: int) -> None:
        assert total == 5
        if done > 4:
            raise KeyboardInterrupt

    texts = ["one", "two", "three", "four", "five"]
    with pytest.raises(KeyboardInterrupt):
        Embedder(tmp_path).phrases(texts, stop)
    assert Embedder(tmp_path).missing(texts) == 1


@pytest.mark.model
def test_an_unwritable_folder_is_done_without_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    embedder = Embedder(blocked)
    with caplog.at_level(logging.WARNING):
        embedder.phrases(["one"])
        embedder.phrases(["two"])
    assert embedder.missing(["one", "two"]) == 0
    assert len(caplog.records) == 1


def test_another_model_has_a_file_of_its_own(tmp_path: Path) -> None:
    assert VectorFile(tmp_path, "model 1").path != VectorFile(tmp_path, "model 2").path
