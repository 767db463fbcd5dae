"""The stream of topics to an open page (Server-Sent Events), served beside Django: it holds no thread and no connection."""
import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from django.db import Error

from .hub import Follower, Hub
from .rights import Rights, rights

PATH = "/live/"
MOST_TOPICS, MOST_STREAMS = 40, 5000
BEAT, LOOK = 15.0, 60.0  # seconds between two signs of life, and between two looks at the rights

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class Live:
    """Answers `/live/`, and leaves everything else to the application it stands before."""

    def __init__(self, application: Application, hub: Hub) -> None:
        self.application = application
        self.hub = hub

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.application(scope, receive, send)
        elif scope["method"] != "GET":
            await _answer(send, 405)
        elif len(self.hub) >= MOST_STREAMS:
            await _answer(send, 503)
        else:
            await self._open(scope, receive, send)

    async def _open(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        topics, drawn_at = asked.get("t", [])[:MOST_TOPICS], _moment(asked.get("since", [""])[0])
        page = Page(self.hub, headers.get(b"cookie", ""), topics, drawn_at, send)
        if not await page.look():
            await _answer(send, 401)
            return
        following, gone = asyncio.create_task(page.run()), asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({following, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (following, gone):
                task.cancel()
            await asyncio.gather(following, gone, return_exceptions=True)


class Page:
    """One open page: its rights, looked at again from time to time, and what it is told."""

    def __init__(self, hub: Hub, cookies: str, topics: list[str], drawn_at: float | None, send: Send) -> None:
        self.hub, self.cookies, self.asked, self.drawn_at, self.send = hub, cookies, topics, drawn_at, send
        self.rights: Rights | None = None

    async def look(self) -> bool:
        """Whether somebody may still follow; what they may is written down. A database that is away changes nothing."""
        with suppress(Error):
            self.rights = await asyncio.to_thread(rights, self.cookies, self.asked)
        return self.rights is not None

    async def run(self) -> None:
        """Tell the page what changes, until its officer is signed out."""
        assert self.rights is not None
        access = f"access:{self.rights.agency}"
        follower = Follower({*self.rights.topics, access})
        await self.hub.join(follower, self.drawn_at)
        try:
            await self.send({"type": "http.response.start", "status": 200, "headers": [
                (b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]})
            await self._say("retry: 1000\nevent: open\ndata:")
            looked = time.monotonic()
            while True:
                await follower.wait(BEAT)
                news = follower.take()
                is_changed = news.pop(access, None) is not None
                if is_changed or time.monotonic() - looked >= LOOK:
                    before, looked = self.rights.topics, time.monotonic()
                    if not await self.look():
                        break
                    news |= dict.fromkeys(before if is_changed else before - self.rights.topics, "0")
                await self._tell({topic: version for topic, version in news.items() if topic in follower.topics})
            await self._say("event: out\ndata:")
            await self.send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self.hub.leave(follower)

    async def _tell(self, news: dict[str, str]) -> None:
        lines = [f"event: changed\ndata: {topic} {version}" for topic, version in sorted(news.items())]
        await self._say("\n\n".join(lines) or ":")

    async def _say(self, text: str) -> None:
        await self.send({"type": "http.response.body", "body": f"{text}\n\n".encode(), "more_body": True})


def _moment(text: str) -> float | None:
    return float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else None


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
