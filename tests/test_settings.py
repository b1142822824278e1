"""What the operator sets is checked once, and a wrong setting is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings, read_settings, ready_data


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` but the one that a test writes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EMBEDDINGS", raising=False)


def test_without_any_setting_the_desk_works_in_the_folder_where_it_is_started() -> None:
    settings = read_settings()
    assert settings.bot_token is None
    assert settings.knowledge_dir == Path("knowledge")
    assert settings.data_dir == Path("data")
    assert settings.cache == Path("data/cache")
    assert settings.unanswered_days == 90
    assert settings.embeddings == "on"
    assert settings.staff_ids == frozenset()


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_an_empty_setting_is_as_if_absent(monkeypatch: pytest.MonkeyPatch, nothing: str) -> None:
    plain = read_settings()
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), nothing)
    assert read_settings() == plain


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("KNOWLEDGE_DIR=file\nDATA_DIR=file\nCACHE_DIR=file\n", "utf-8")
    monkeypatch.setenv("KNOWLEDGE_DIR", "environment")
    monkeypatch.setenv("DATA_DIR", "environment")
    settings = read_settings(knowledge_dir=Path("said"), data_dir=None)
    assert settings.knowledge_dir == Path("said")
    assert settings.data_dir == Path("environment")
    assert settings.cache == Path("file")


def test_the_cache_is_in_the_data_folder_that_the_command_line_names() -> None:
    assert read_settings(data_dir=Path("elsewhere")).cache == Path("elsewhere/cache")


def test_a_token_copied_with_a_line_break_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", " 123456:AB-c_d \n")
    token = read_settings().bot_token
    assert token is not None and token.get_secret_value() == "123456:AB-c_d"


@pytest.mark.parametrize("token", ["x", "123456", "123456:", ":AB", "12a:AB", "1:A B", "1:АБ"])
def test_a_wrong_token_is_told_without_saying_it(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("BOT_TOKEN", token)
    with pytest.raises(BadSetting) as wrong:
        read_settings()
    assert str(wrong.value).startswith("BOT_TOKEN: is not a token like 123456:ABC-DEF")
    assert f"'{token}'" not in str(wrong.value)


def test_a_token_is_not_in_the_settings_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:QWERTY")
    settings = read_settings()
    assert "QWERTY" not in f"{settings} {settings!r} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TELEGRAM_API_BASE", "api.telegram.org", "is not an address like"),
        ("TELEGRAM_API_BASE", "http://", "is not an address like"),
        ("TELEGRAM_API_BASE", "https://a b", "is not an address like"),
        ("LOG_LEVEL", "loud", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("EMBEDDINGS", "maybe", "'on' or 'off'"),
        ("UNANSWERED_DAYS", "ninety", "valid integer"),
        ("UNANSWERED_DAYS", "0", "greater than or equal to 1"),
        ("UNANSWERED_DAYS", "1.5", "valid integer"),
        ("STAFF_IDS", "42, me", "'me' is not a number"),
        ("STAFF_IDS", "[42]", "'[42]' is not a number"),
        ("STAFF_IDS", "-100123", "is not the id of a person"),
        ("STAFF_IDS", "777000", "is not the id of a person"),
        ("STAFF_IDS", "9" * 5000, "is not a number"),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as wrong:
        read_settings()
    sentence = str(wrong.value)
    assert sentence.startswith(f"{name}: ") and said in sentence
    assert "\n" not in sentence and len(sentence) < 400
    assert sentence.endswith("See .env.example.")


def test_settings_are_taken_in_capitals_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("EMBEDDINGS", "OFF")
    monkeypatch.setenv("TELEGRAM_API_BASE", "http://127.0.0.1:8081/")
    monkeypatch.setenv("STAFF_IDS", "42, 43,")
    settings = read_settings()
    assert settings.log_level == "DEBUG"
    assert settings.embeddings == "off"
    assert settings.telegram_api_base == "http://127.0.0.1:8081"
    assert settings.staff_ids == {42, 43}


def test_a_settings_file_that_cannot_be_read_is_one_sentence() -> None:
    Path(".env").write_bytes(b"LOG_LEVEL=\xff\xfe\n")
    with pytest.raises(BadSetting, match=r"^\.env cannot be read"):
        read_settings()


def test_what_the_desk_does_not_know_in_the_file_is_nothing_to_it() -> None:
    Path(".env").write_text("SOMETHING_ELSE=1\n# a remark\nexport LOG_LEVEL='WARNING'\n", "utf-8")
    assert read_settings().log_level == "WARNING"


def test_a_data_folder_that_is_not_there_is_made_for_the_bot_alone(tmp_path: Path) -> None:
    folder = ready_data(tmp_path / "some" / "data")
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("place", ["file", "file/data", "/proc/data"])
def test_a_data_folder_that_cannot_be_is_a_setting_to_change(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match=r"DATA_DIR: .*name a"):
        ready_data(tmp_path / place)
