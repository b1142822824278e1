"""The charts show what was counted: by day, topic, language and outcome, and what grew."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.preview.counting import Period, summed
from bot.talk import Asked

MAY = Period(date(2024, 5, 8), date(2024, 5, 14))


def on(day: int, topic: str = "consul", outcome: str = "sure", language: str = "en") -> Asked:
    """Something asked in May."""
    return Asked(date(2024, 5, day), topic, language, outcome)


def test_a_day_without_questions_is_a_day_of_the_chart() -> None:
    told = summed([(on(9), 4)], MAY)
    assert [row["day"] for row in told["days"]] == [f"2024-05-{day:02}" for day in range(8, 15)]
    assert [row["sure"] for row in told["days"]] == [0, 4, 0, 0, 0, 0, 0]


def test_the_most_asked_topic_comes_first_with_its_outcomes() -> None:
    told = summed([(on(9, "visa", "unsure"), 2), (on(9), 1), (on(10, "visa"), 3)], MAY)
    assert [row["topic"] for row in told["topics"]] == ["visa", "consul"]
    assert told["topics"][0] == {
        "topic": "visa",
        "total": 5,
        "before": 0,
        "sure": 3,
        "unsure": 2,
        "lost": 0,
    }


def test_a_topic_is_compared_with_as_many_days_before() -> None:
    told = summed([(on(1), 2), (on(7), 5), (on(8), 9)], MAY)
    assert told["topics"][0]["before"] == 7
    assert (told["total"], told["before"]) == (9, 7)


def test_when_nothing_was_counted_before_there_is_nothing_to_compare_with() -> None:
    assert summed([(on(8), 9)], MAY)["before"] is None


def test_a_question_that_found_nothing_counts_by_day_and_is_no_topic() -> None:
    told = summed([(on(9, "none", "lost"), 3)], MAY)
    assert told["topics"] == []
    assert told["outcomes"] == {"sure": 0, "unsure": 0, "lost": 3}


def test_languages_are_counted_most_spoken_first() -> None:
    told = summed([(on(9), 1), (on(9, language="ru"), 2)], MAY)
    assert list(told["languages"].items()) == [("ru", 2), ("en", 1)]


@given(
    st.lists(
        st.tuples(
            st.builds(
                Asked,
                st.dates(date(2024, 4, 1), date(2024, 6, 1)),
                st.sampled_from(["consul", "visa", "none"]),
                st.sampled_from(["en", "ru"]),
                st.sampled_from(["sure", "unsure", "lost"]),
            ),
            st.integers(1, 50),
        ),
        max_size=30,
    ),
    st.integers(0, 40),
)
def test_every_way_of_counting_comes_to_the_same_total(
    counts: list[tuple[Asked, int]], length: int
) -> None:
    last = date(2024, 5, 14)
    told = summed(counts, Period(last - timedelta(days=length), last))
    assert sum(told["outcomes"].values()) == told["total"]
    assert sum(told["languages"].values()) == told["total"]
    assert sum(row[kind] for row in told["days"] for kind in told["outcomes"]) == told["total"]
    assert sum(row["total"] for row in told["topics"]) <= told["total"]
