"""The preview is for this machine's browser alone, and its page loads nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels import preview as package
from bot.desk import Desk
from tests.conftest import EMBASSY
from tests.preview_site import Site, site

STATIC = Path(package.__file__).parent / "static"
PAGES = sorted(STATIC.glob("*.html"))
SCRIPTS = sorted(STATIC.glob("*.js"))


@pytest.fixture
async def preview(desk: Desk) -> AsyncIterator[Site]:
    """The preview of the invented embassy."""
    async with site(desk, EMBASSY) as preview:
        yield preview


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
async def test_it_answers_to_the_names_of_this_machine(preview: Site, name: str) -> None:
    assert (await preview.get("/", Host=f"{name}:{preview.port}")).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "localhost:{port}.evil.example",
        "evil.example@127.0.0.1:{port}",
        "0.0.0.0:{port}",
        "[::]:{port}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/static/app.js", "/live", "/counts", "/nowhere"])
async def test_it_refuses_every_other_host_name(preview: Site, host: str, path: str) -> None:
    response = await preview.get(path, Host=host.format(port=preview.port))
    assert response.status == 403
    assert "127.0.0.1" in (await response.json())["error"]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1:{port}.evil.example",
        "file://",
    ],
)
async def test_it_refuses_questions_of_other_pages(preview: Site, origin: str | None) -> None:
    named = origin.format(port=preview.port) if origin else None
    assert (await preview.post({"text": "/start"}, Origin=named)).status == 403


async def test_it_refuses_news_and_counts_to_other_pages(preview: Site) -> None:
    for path in ("/live", "/counts"):
        assert (await preview.get(path, Origin="http://evil.example")).status == 403
        assert (await preview.get(path, **{"Sec-Fetch-Site": "cross-site"})).status == 403


async def test_a_question_comes_as_json_or_not_at_all(preview: Site) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert (await preview.post({"text": "/start"}, **{"Content-Type": kind})).status == 415


@pytest.mark.parametrize("path", ["/", "/statistics", "/static/app.js", "/nowhere", "/counts"])
async def test_the_policy_stands_on_every_response(preview: Site, path: str) -> None:
    headers = (await preview.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../guarding.py",
        "/static/%2e%2e/guarding.py",
        "/static/..%2fguarding.py",
        "/static/",
        "/static",
        "/static/app.js/",
        "/guarding.py",
    ],
)
async def test_only_its_own_files_are_served(preview: Site, path: str) -> None:
    assert (await preview.get(path)).status == 404


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    page = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"(?:https?:)?//(?!\s)", page.replace("<!doctype html>", ""))
    for name in re.findall(r'(?:src|href)="/static/([^"]+)"', page):
        assert (STATIC / name).is_file(), name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_html_or_code_of_strings(path: Path) -> None:
    script = path.read_text("utf-8")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "DOMParser",
    ):
        assert way not in script
    outside = set(re.findall(r"https?://[^\s\"'`]+", script))
    assert outside <= {"http://www.w3.org/2000/svg"}


def words_of(language: str) -> set[str]:
    """The words of the pages in one language."""
    script = (STATIC / "words.js").read_text("utf-8")
    told = re.search(rf"^  {language}: \{{$(.*?)^  \}},$", script, re.MULTILINE | re.DOTALL)
    assert told
    return set(re.findall(r'^    "([\w-]+)": "', told[1], re.MULTILINE))


def test_the_pages_have_the_same_words_in_both_languages() -> None:
    assert words_of("en") == words_of("ru")


def test_every_word_that_the_pages_name_is_there() -> None:
    named = {
        word
        for page in PAGES
        for word in re.findall(
            r'data-(?:word|label|hint|title)="([\w-]+)"', page.read_text("utf-8")
        )
    }
    for script in SCRIPTS:
        named |= set(re.findall(r'\b(?:say|part)\("([\w-]+)"', script.read_text("utf-8")))
    assert named <= words_of("en")
