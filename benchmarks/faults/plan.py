"""Which tests there are, in a short form and as a whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.faults.forgery import forgery
from benchmarks.faults.kills import by_signal, under_broadcast, under_questions
from benchmarks.faults.scene import Result, Stage
from benchmarks.faults.storm import storm
from benchmarks.faults.strange import strange
from benchmarks.faults.troubles import full_disk, locked_database, redelivery, two_instances

Run = Callable[[Stage], Awaitable[Result]]


@dataclass(frozen=True)
class Test:
    """One test in both forms."""

    __test__ = False

    short: Run
    whole: Run


TESTS: dict[str, Test] = {
    "questions": Test(
        lambda stage: under_questions(stage, 4, 40), lambda stage: under_questions(stage, 60, 600)
    ),
    "broadcast": Test(
        lambda stage: under_broadcast(stage, 4, 200),
        lambda stage: under_broadcast(stage, 200, 10_000),
    ),
    "sigterm": Test(lambda stage: by_signal(stage, 3), lambda stage: by_signal(stage, 40)),
    "storm": Test(
        lambda stage: storm(stage, 400, 20, 200), lambda stage: storm(stage, 5000, 500, 100)
    ),
    "strange": Test(
        lambda stage: strange(stage, 2000, 1500), lambda stage: strange(stage, 100_000, 10_000)
    ),
    "redelivery": Test(lambda stage: redelivery(stage, 40), lambda stage: redelivery(stage, 400)),
    "instances": Test(
        lambda stage: two_instances(stage, 10), lambda stage: two_instances(stage, 100)
    ),
    "locked": Test(
        lambda stage: locked_database(stage, 20, 1.0),
        lambda stage: locked_database(stage, 200, 20.0),
    ),
    "disk": Test(
        lambda stage: full_disk(stage, 20, 1.0), lambda stage: full_disk(stage, 200, 20.0)
    ),
    "forgery": Test(forgery, forgery),
}


def secrets(stage: Stage) -> Result:
    """What all the others left behind that nobody may read."""
    found = {"files": float(stage.looked_at), **stage.leaks}
    return Result("secrets", "all of the above", found, not stage.leaks.total())
