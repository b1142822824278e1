"""Who may speak to the preview: this machine's own browser, on the preview's own page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every response says: nothing from elsewhere, nothing inline, no HTML made of strings."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

_READING = ("GET", "HEAD")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other host names, which a page elsewhere may have pointed here, and other origins."""
    wrong = _wrong(request)
    if wrong:
        return web.json_response({"error": wrong}, status=403)
    return await handler(request)


async def marked(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on a response that is about to be sent."""
    response.headers.update(HEADERS)
    response.headers["Server"] = "preview"


def _wrong(request: web.Request) -> str | None:
    """Why the request is refused; None when it is not."""
    hosts = _hosts(request)
    named = [host.lower() for host in request.headers.getall("Host", [])]
    if len(named) != 1 or named[0] not in hosts:
        return "The preview answers only at " + " and ".join(sorted(hosts)) + "."
    origins = request.headers.getall("Origin", [])
    if not origins and request.method not in _READING:
        return "Only the preview's own page may write here."
    if any(origin.lower() not in {f"http://{host}" for host in hosts} for origin in origins):
        return "Another page asked; only the preview's own page may."
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return "Another page asked; only the preview's own page may."
    return None


def _hosts(request: web.Request) -> set[str]:
    """The names of this machine with the port that the request came in by."""
    transport = request.transport
    port = transport.get_extra_info("sockname")[1] if transport else 0
    hosts = {f"{name}:{port}" for name in LOOPBACK}
    # A browser leaves out the port that HTTP has anyway.
    return hosts | set(LOOPBACK) if port == 80 else hosts
