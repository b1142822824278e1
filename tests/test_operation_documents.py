"""What the operator reads and installs: every command, setting and number named there exists."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import typer
from prometheus_client.parser import text_string_to_metric_families

from bot.cli.app import app
from bot.desk import Desk
from bot.operation.metrics import Metrics
from bot.operation.vitals import Vitals
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
HANDBOOK = (ROOT / "docs" / "operators.md").read_text("utf-8")
UNITS = sorted((ROOT / "deploy").glob("embassy-desk*"))


def texts() -> str:
    return HANDBOOK + "".join(path.read_text("utf-8") for path in (ROOT / "deploy").iterdir())


def test_every_command_in_it_is_one() -> None:
    known = set(typer.main.get_group(app).commands)
    named = set(re.findall(r"-m bot ([a-z]+)\b", texts()))
    assert named <= known
    assert {"doctor", "backup", "restore", "new"} <= named


def test_every_setting_in_it_is_one() -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert set(re.findall(r"\b([A-Z]+_[A-Z_]+)=", texts())) - {"PYTHON"} <= known


async def test_every_number_in_it_is_told(desk: Desk) -> None:
    await desk.ledger.tally(date(2024, 5, 14), Counter(again=1))
    text = (await Metrics(desk, Vitals()).text()).decode()
    told = {
        name
        for family in text_string_to_metric_families(text)
        for name in (family.name, f"{family.name}_total")
    }
    assert set(re.findall(r"\bdesk_[a-z_]+", HANDBOOK)) <= told


def test_every_file_that_it_names_is_there() -> None:
    for name in re.findall(r"`((?:deploy|docs|tests)/[\w./*-]+)`", HANDBOOK):
        assert list(ROOT.glob(name)) or (ROOT / name).is_dir(), name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze here")
def test_systemd_finds_nothing_in_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        # The program need not be installed where the tests run.
        text = unit.read_text("utf-8").replace("/srv/embassy-desk/.venv/bin/python", "/bin/true")
        (tmp_path / unit.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())], capture_output=True, text=True
    )
    # It also tells of the machine's own units.
    assert [line for line in done.stderr.splitlines() if "embassy-desk" in line] == []
