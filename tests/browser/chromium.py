"""Chromium without a window, driven over its DevTools protocol (chromedevtools.github.io)."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PATIENCE = 60.0
"""Seconds until a test gives up: a busy machine is slow, a broken page never gets there."""

_FLAGS = (
    "--headless=new",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en-GB",
    "--mute-audio",
)


def path_of_chromium() -> str | None:
    """Where the browser is on this machine; None when there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Tab:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.faults: list[str] = []
        """What the browser complained of: exceptions, and what the policy refused."""
        self.requests: list[str] = []
        """Every address that the page asked for."""

    async def listen(self) -> None:
        """Take what the browser sends, until it closes."""
        async for message in self._socket:
            told = json.loads(message.data)
            waiting = self._waiting.pop(told.get("id"), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(told)
            else:
                self._heard(told.get("method"), told.get("params", {}))

    def _heard(self, method: str | None, about: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(about["request"]["url"])
            case "Network.responseReceived" if about["response"]["status"] >= 400:
                self.faults.append(f"{about['response']['status']} {about['response']['url']}")
            case "Log.entryAdded" if about["entry"]["level"] == "error":
                # A server that has ended is no fault of the page.
                if about["entry"]["source"] != "network":
                    self.faults.append(about["entry"]["text"])
            case "Runtime.exceptionThrown":
                details = about["exceptionDetails"]
                self.faults.append(details.get("exception", {}).get("description", str(details)))

    async def send(self, method: str, **about: Any) -> dict[str, Any]:
        """One command of the protocol and its result."""
        number = next(self._numbers)
        reply = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": about})
        told = await asyncio.wait_for(reply, PATIENCE)
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']['message']}")
        return dict(told["result"])

    async def begin(self) -> None:
        """Ask to be told of requests and faults."""
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.send(f"{domain}.enable")

    async def visit(self, address: str) -> None:
        """Open a page, whatever was open."""
        await self.send("Page.navigate", url=address)
        await self.until("document.readyState === 'complete'")

    async def run(self, script: str) -> Any:
        """What an expression of JavaScript comes to."""
        told = await self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in told:
            raise RuntimeError(f"{script}: {told['exceptionDetails']}")
        return told["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until an expression of JavaScript is true."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    with contextlib.suppress(RuntimeError):
                        if await self.run(f"Boolean({script})"):
                            return
                    await asyncio.sleep(0.03)
        except TimeoutError:
            seen = await self.run("document.body.innerText")
            raise AssertionError(f"never true: {script}\n{self.faults}\n{seen}") from None

    async def text(self, selector: str) -> str:
        """What is read in an element."""
        return str(await self.run(f"document.querySelector({json.dumps(selector)})?.innerText"))

    async def sees(self, words: str, selector: str = "body") -> None:
        """Wait until an element holds these words."""
        where = f"document.querySelector({json.dumps(selector)})"
        await self.until(f"{where}?.innerText.includes({json.dumps(words)})")

    async def press(self, found: str) -> None:
        """Click with the mouse what an expression finds."""
        await self.until(found)
        await self.run(f"({found}).scrollIntoView({{block: 'center'}})")
        box = await self.run(f"(({found}).getBoundingClientRect()).toJSON()")
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            await self.send(
                "Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at
            )

    async def type(self, text: str) -> None:
        """Write where the focus is, as a keyboard would."""
        await self.send("Input.insertText", text=text)

    async def key(self, name: str, code: int, text: str = "", shift: bool = False) -> None:
        """Press one key: its name, its code, the letter that it writes."""
        about = {"key": name, "code": name, "windowsVirtualKeyCode": code}
        about["modifiers"] = 8 if shift else 0
        kind = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        await self.send("Input.dispatchKeyEvent", **kind, **about)
        await self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    async def screen(self, width: int, height: int, scale: float = 1, phone: bool = False) -> None:
        """Make the window as large as that."""
        about = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone}
        await self.send("Emulation.setDeviceMetricsOverride", **about)

    async def scheme(self, name: str) -> None:
        """Prefer `light` or `dark`, as a system's setting does."""
        features = [{"name": "prefers-color-scheme", "value": name}]
        await self.send("Emulation.setEmulatedMedia", features=features)

    async def picture(self) -> bytes:
        """The window as PNG."""
        return base64.b64decode((await self.send("Page.captureScreenshot", format="png"))["data"])

    async def spoken(self) -> list[tuple[str, str]]:
        """Role and name of everything that a screen reader meets."""
        nodes = (await self.send("Accessibility.getFullAXTree"))["nodes"]
        return [
            (str(node["role"]["value"]), str(node.get("name", {}).get("value", "")))
            for node in nodes
            if not node.get("ignored")
        ]


@contextlib.contextmanager
def chromium() -> Iterator[int]:
    """A browser, ended with everything it kept; the port at which it takes commands."""
    program = path_of_chromium()
    assert program, "there is no Chromium on this machine"
    # Its sandbox refuses to run for root, as in a container.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as kept:
        process = subprocess.Popen(
            [program, *_FLAGS, *sandbox, f"--user-data-dir={kept}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield _port(Path(kept) / "DevToolsActivePort", process)
        finally:
            _end(process)


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that the browser chose, written into a file when it listens."""
    patience = time.monotonic() + PATIENCE
    while not (file.is_file() and file.read_text().strip()):
        assert process.poll() is None, f"Chromium ended with {process.returncode}"
        assert time.monotonic() < patience, "Chromium does not listen"
        time.sleep(0.05)
    return int(file.read_text().splitlines()[0])


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the browser that was started here, and wait for it."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.asynccontextmanager
async def opened_tab(port: int) -> AsyncIterator[Tab]:
    """A new page of the browser at that port, closed in the end."""
    control = f"http://127.0.0.1:{port}/json"
    async with aiohttp.ClientSession() as session:
        async with session.put(f"{control}/new?about:blank") as made:
            page = await made.json(content_type=None)
        async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            tab = Tab(socket)
            listening = asyncio.create_task(tab.listen())
            try:
                await tab.begin()
                yield tab
            finally:
                listening.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await listening
        await (await session.get(f"{control}/close/{page['id']}")).read()
