"""A ridge that is put right after an edit is the one that would have been learned whole."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.meaning import Matrix, unit
from bot.understanding.ridge_kept import Kept, Texts
from bot.understanding.ridge_step import LEAST, ridge_of

TOPICS = 40


def made(seed: int, count: int = LEAST) -> Texts:
    """Texts of forty topics, those of one topic near each other."""
    dice = np.random.default_rng(seed)
    middles = dice.normal(size=(TOPICS, 384))
    near = middles[np.arange(count) % TOPICS] + 0.9 * dice.normal(size=(count, 384)) + 1.5
    return Texts(
        unit(near.astype(np.float32)).astype(np.float16).astype(np.float32),
        [f"topic{number % TOPICS}" for number in range(count)],
    )


def topics_of(texts: Texts) -> tuple[str, ...]:
    """In the order in which they come."""
    return tuple(dict.fromkeys(texts.labels))


def middle_of(texts: Texts) -> Matrix:
    """Half the mean."""
    middle: Matrix = 0.5 * texts.raw.mean(0)
    return middle


def edited(texts: Texts, dice: random.Random, changes: int) -> Texts:
    """Some texts struck out, some moved to another topic, some new, some of a new topic."""
    rows, labels = list(texts.raw), list(texts.labels)
    fresh = made(dice.randrange(1000), changes)
    for row in fresh.raw:
        what, place = dice.choice(["out", "moved", "new", "topic"]), dice.randrange(len(rows))
        if what == "out":
            del rows[place], labels[place]
        elif what == "moved":
            labels[place] = f"topic{dice.randrange(TOPICS)}"
        else:
            rows.insert(place, row)
            labels.insert(place, "added" if what == "topic" else f"topic{dice.randrange(TOPICS)}")
    return Texts(np.stack(rows), labels)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ridge that was learned whole."""
    file = tmp_path_factory.mktemp("kept") / "one.ridge"
    texts = made(1)
    ridge_of(texts, topics_of(texts), middle_of(texts), file)
    return file


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 60))
def test_what_is_put_right_is_what_would_have_been_learned(
    kept: Path, seed: int, changes: int
) -> None:
    texts = edited(made(1), random.Random(seed), changes)
    topics, before = topics_of(texts), kept.read_bytes()
    middle, ridge = ridge_of(texts, topics, middle_of(texts), kept)
    assert kept.read_bytes() == before, "it was learned whole"
    # Whole, about the same middle: nothing else may differ.
    _, whole = ridge_of(texts, topics, middle, None)
    assert np.abs(ridge.weights - whole.weights).max() < 2e-4
    assert np.abs(ridge.unseen - whole.unseen).max() < 2e-4


def test_a_folder_of_which_too_much_changed_is_learned_whole_and_kept(tmp_path: Path) -> None:
    file, texts = tmp_path / "one.ridge", made(1)
    ridge_of(texts, topics_of(texts), middle_of(texts), file)
    other = edited(texts, random.Random(3), 300)
    ridge_of(other, topics_of(other), middle_of(other), file)
    found = Kept.get(file)
    assert found is not None and found.texts.labels == other.labels


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    file, texts = tmp_path / "one.ridge", made(1)
    _, whole = ridge_of(texts, topics_of(texts), middle_of(texts), file)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    file.write_bytes(content)
    _, again = ridge_of(texts, topics_of(texts), middle_of(texts), file)
    assert np.array_equal(whole.weights, again.weights)
    assert Kept.get(file) is not None


def test_few_texts_are_learned_without_a_file(tmp_path: Path) -> None:
    file, texts = tmp_path / "one.ridge", made(1, LEAST - 1)
    ridge_of(texts, topics_of(texts), middle_of(texts), file)
    assert not file.exists()
