"""The hub: one LISTEN connection a process, and who waits for which topic."""
import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import psycopg

from liandong.kernel.live import CHANNEL, EVERYTHING

AGAIN = 1.0  # seconds until the next attempt to listen
KEPT = 4096  # what was heard last, for pages drawn before it whose stream opens after it
SLACK = 0.25  # seconds two clocks of one bureau may differ


class Follower:
    """One open page: which topics it follows, and what has changed since it looked last; a topic waits only once."""

    def __init__(self, topics: Iterable[str]) -> None:
        self.topics = frozenset(topics)
        self.news: dict[str, str] = {}
        self._stirred = asyncio.Event()

    def tell(self, topic: str, version: str) -> None:
        """Keep the topic's latest version for the next look."""
        self.news[topic] = version
        self._stirred.set()

    def take(self) -> dict[str, str]:
        """What changed since the last look."""
        taken, self.news = self.news, {}
        self._stirred.clear()
        return taken

    async def wait(self, seconds: float) -> None:
        """Wait for news, no longer than that."""
        try:
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        except TimeoutError:
            return


class Hub:
    """Hands what the database tells to the pages that follow it; without a page it does not listen."""

    def __init__(self, parameters: Callable[[], Mapping[str, Any]]) -> None:
        """`parameters` says how to connect, asked each time."""
        self._parameters = parameters
        self._following: dict[str, set[Follower]] = defaultdict(set)
        self._listening: asyncio.Task[None] | None = None
        self._heard: deque[tuple[float, str]] = deque(maxlen=KEPT)
        self._complete_from = float("inf")  # whatever was told after this moment is among what was heard
        self.is_heard = asyncio.Event()

    def __len__(self) -> int:
        """How many pages are open."""
        return len({follower for group in self._following.values() for follower in group})

    async def join(self, follower: Follower, drawn_at: float | None = None) -> None:
        """Follow from now on; returns when the hub really listens, so that nothing falls between.

        A page drawn at `drawn_at` (seconds of Unix time) is told at once what changed between its drawing and its stream.
        """
        for topic in follower.topics:
            self._following[topic].add(follower)
        if self._listening is None or self._listening.done():
            self._listening = asyncio.get_running_loop().create_task(self._listen())
        await self.is_heard.wait()
        if drawn_at is not None:
            self._catch_up(follower, drawn_at - SLACK)

    def _catch_up(self, follower: Follower, since: float) -> None:
        is_known = since >= self._complete_from
        for payload in [payload for at, payload in self._heard if at >= since] if is_known else [f"0 {EVERYTHING}"]:
            version, *topics = payload.split(" ")
            for topic in follower.topics if EVERYTHING in topics else follower.topics.intersection(topics):
                follower.tell(topic, version)

    def leave(self, follower: Follower) -> None:
        """Follow no longer."""
        for topic in follower.topics:
            group = self._following[topic]
            group.discard(follower)
            if not group:
                del self._following[topic]

    def hand_out(self, payload: str) -> None:
        """Tell the followers of each topic the payload names; its first word is the version."""
        if len(self._heard) == KEPT:
            self._complete_from = self._heard[0][0]
        self._heard.append((time.time(), payload))
        version, *topics = payload.split(" ")
        for topic in list(self._following) if EVERYTHING in topics else topics:
            for follower in self._following.get(topic, ()):
                follower.tell(topic, version)

    async def stop(self) -> None:
        """End the listening connection."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self) -> None:
        """Listen for ever; after a break every page looks again, since nobody knows what was missed."""
        is_first = True
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**self._parameters(), autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._complete_from = time.time()
                    self.is_heard.set()
                    if not is_first:
                        self.hand_out(f"0 {EVERYTHING}")
                    is_first = False
                    async for notify in connection.notifies():
                        self.hand_out(notify.payload)
            except psycopg.Error:
                await asyncio.sleep(AGAIN)
