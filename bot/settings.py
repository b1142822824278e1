"""What the operator sets: the environment and `.env`, checked once at start."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal, NoReturn

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_LOOPBACK = r"http://(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?"


class BadSetting(Exception):
    """A setting cannot be used; the message says which, why, and what to write instead."""


class Settings(BaseSettings):
    """Every setting of the desk. An empty one is as if absent."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    bot_token: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org"
    knowledge_dir: Path = Path("knowledge")
    data_dir: Path = Path("data")
    cache_dir: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    embeddings: Literal["on", "off"] = "on"
    staff_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    unanswered_days: int = Field(default=90, ge=1, le=3650)
    health_port: int | None = Field(default=None, ge=1, le=65535)
    health_host: str = "127.0.0.1"
    send_rate: float = Field(default=30, gt=0, le=100_000)
    broadcast_rate: float = Field(default=25, gt=0, le=100_000)
    send_window: int = Field(default=4, ge=1, le=1000)
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8080, ge=1, le=65535)

    @model_validator(mode="before")
    @classmethod
    def _without_spaces_around(cls, given: dict[str, object]) -> dict[str, object]:
        """What was copied with a space or a line break is taken; spaces alone are nothing."""
        tidy = {name: v.strip() if isinstance(v, str) else v for name, v in given.items()}
        return {name: value for name, value in tidy.items() if value != ""}

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("embeddings", mode="before")
    @classmethod
    def _in_small_letters(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("bot_token")
    @classmethod
    def _token_has_the_shape_of_one(cls, value: SecretStr | None) -> SecretStr | None:
        number, colon, secret = (value.get_secret_value() if value else "1:x").partition(":")
        sound = number.isascii() and number.isdigit() and re.fullmatch(r"[!-~]+", secret)
        if not (colon and sound):
            raise ValueError("is not a token like 123456:ABC-DEF; copy it from BotFather")
        return value

    @field_validator("telegram_api_base")
    @classmethod
    def _base_is_an_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", value):
            raise ValueError("is not an address like https://api.telegram.org")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _webhook_is_an_address(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(rf"(https://[^\s/?#]+|{_LOOPBACK})(/[^\s?#]*)?", value):
            raise ValueError("is not an address like https://bot.example.org/telegram")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_cannot_be_guessed(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", value.get_secret_value()):
            raise ValueError("needs 32 to 256 letters, digits, _ and -; make one at random")
        return value

    @field_validator("staff_ids", mode="before")
    @classmethod
    def _numbers_of_people(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return frozenset(_number_of_a_person(part) for part in value.split(",") if part.strip())

    @model_validator(mode="after")
    def _no_webhook_without_a_secret(self) -> Settings:
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError("WEBHOOK_SECRET must be set where WEBHOOK_URL is")
        return self

    @model_validator(mode="after")
    def _cache_in_the_data_folder(self) -> Settings:
        if self.cache_dir is None:
            self.cache_dir = self.data_dir / "cache"
        return self

    @property
    def cache(self) -> Path:
        """The folder of what can be made again."""
        return self.cache_dir or self.data_dir / "cache"


# Telegram's own accounts that write for others: anonymous administrators, and channels' posts.
_NOBODY = frozenset({1087968824, 777000, 136817688})


def _number_of_a_person(part: str) -> int:
    try:
        number = int(part)
    except ValueError:
        raise ValueError(
            f"{part.strip()[:40]!r} is not a number; write Telegram ids separated by commas"
        ) from None
    if number <= 0 or number in _NOBODY:
        raise ValueError(f"{number} is not the id of a person")
    return number


def read_settings(**given: object) -> Settings:
    """The settings, with those `given` on the command line winning; raises BadSetting."""
    wanted = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**wanted)  # type: ignore[arg-type]
    except ValidationError as wrong:
        _complain(wrong)
    except (OSError, UnicodeDecodeError) as unreadable:
        raise BadSetting(f".env cannot be read: {unreadable}") from None


def ready_data(folder: Path) -> Path:
    """The data folder, made where there is none; raises BadSetting where it cannot serve."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise BadSetting(f"DATA_DIR: {folder} is a file; name a folder.") from None
    except OSError as fault:
        raise BadSetting(
            f"DATA_DIR: {folder} cannot be made ({fault.strerror}); name a folder that this user"
            " may make, or make it."
        ) from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise BadSetting(
            f"DATA_DIR: {folder} may not be written to by this user; name another folder, or give"
            " it to this user."
        )
    return folder


_SECRET = ("BOT_TOKEN", "WEBHOOK_SECRET")
"""Settings whose value is in no message."""


def _complain(wrong: ValidationError) -> NoReturn:
    first = wrong.errors(include_url=False)[0]
    said = str(first["msg"]).removeprefix("Value error, ")
    if not first["loc"]:
        raise BadSetting(f"{said}. See .env.example.") from None
    name = str(first["loc"][0]).upper()
    given = "" if name in _SECRET else f" (now {os.environ.get(name, first['input'])!r})"
    raise BadSetting(f"{name}: {said}{given[:200]}. See .env.example.") from None
