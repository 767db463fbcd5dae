"""Open pages hear what changed once it is committed, and only of what their officer may see."""
import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from conftest import owner, signed_in
from liandong.access import actions as access
from liandong.agencies.models import Officer
from liandong.audit import actions as audit
from liandong.kernel import live
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing
from liandong.web import asgi
from liandong.web.live.hub import Hub
from liandong.web.live.stream import Live
from tests.story import lead, running

pytestmark = pytest.mark.django_db(transaction=True)


def entered(actor):
    """A record of the actor's agency."""
    with acting(actor):
        return sharing.enter(actor, lead())


class Window:
    """One open page: what it was sent."""

    def __init__(self) -> None:
        self.status, self.text, self.closed = 0, "", asyncio.Event()

    async def send(self, message) -> None:
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"").decode()

    async def receive(self):
        await self.closed.wait()
        return {"type": "http.disconnect"}

    async def hears(self, words: str, seconds: float = 3) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while words not in self.text:
                    await asyncio.sleep(0.01)
        return words in self.text


def cookies(actor) -> str:
    """The cookie header of a browser in which the actor is signed in."""
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={signed_in(Client(), actor).cookies[name].value}"


@asynccontextmanager
async def window(hub, cookie: str, *topics: str, drawn_at: float | None = None):
    """A page that follows these topics, drawn at that moment."""
    found = Window()
    scope = {"type": "http", "path": "/live/", "method": "GET", "headers": [(b"cookie", cookie.encode())],
             "query_string": ("&".join(f"t={topic}" for topic in topics) + f"&since={drawn_at or ''}").encode()}
    task = asyncio.create_task(Live(None, hub)(scope, found.receive, found.send))
    async with asyncio.timeout(10):
        while not found.status:
            await asyncio.sleep(0.01)
    yield found
    found.closed.set()
    await task


def hearing(story):
    """Run an asynchronous story with a hub of its own."""
    async def told():
        hub = Hub(asgi.listening)
        try:
            await story(hub)
        finally:
            await hub.stop()
    with ThreadPoolExecutor(1) as elsewhere:  # a browser's driver may run a loop in this thread
        elsewhere.submit(asyncio.run, told()).result()


def do(actor, act) -> None:
    """What another officer does meanwhile, in a thread of its own; the connection is given back."""
    try:
        with acting(actor):
            act()
    finally:
        connection.close()


def test_what_is_committed_is_heard_and_what_is_rolled_back_is_not(cast):
    record, cookie = entered(cast.north), cookies(cast.north)

    def undone():
        audit.record(cast.north, "sharing.edit", record.pk, kind="record")
        transaction.set_rollback(True)

    async def story(hub):
        async with window(hub, cookie, f"record:{record.pk}") as page:
            await asyncio.to_thread(do, cast.north, undone)
            assert not await page.hears("changed", 0.3)
            await asyncio.to_thread(do, cast.north, lambda: audit.record(cast.north, "sharing.edit", record.pk, kind="record"))
            assert await page.hears(f"data: record:{record.pk} ", 1)
        assert len(hub) == 0

    hearing(story)


def test_what_changed_between_the_drawing_of_a_page_and_its_stream_is_told_at_once(cast):
    record, cookie = entered(cast.north), cookies(cast.north)
    topic = f"record:{record.pk}"

    async def story(hub):
        async with window(hub, cookie, topic):  # the hub listens
            drawn_at = time.time()
            await asyncio.to_thread(do, cast.north, lambda: audit.record(cast.north, "sharing.edit", record.pk, kind="record"))
            async with window(hub, cookie, topic, drawn_at=drawn_at) as late:
                assert await late.hears(f"data: {topic} ", 1)
            async with window(hub, cookie, topic, drawn_at=time.time() + 1) as fresh:
                assert not await fresh.hears("changed", 0.3)

    hearing(story)


def test_a_page_drawn_before_the_hub_listened_looks_again(cast):
    record, cookie = entered(cast.north), cookies(cast.north)

    async def story(hub):
        async with window(hub, cookie, f"record:{record.pk}", drawn_at=time.time() - 60) as page:
            assert await page.hears(f"data: record:{record.pk} 0", 1)

    hearing(story)


def test_nobody_follows_what_they_may_not_see(cast):
    record, cookie = entered(cast.north), cookies(cast.far)
    topics = [f"record:{record.pk}", f"agency:{cast.north.agency}", f"officer:{cast.north.officer}", "record:x", f"x:{uuid4()}"]

    async def story(hub):
        async with window(hub, cookie, *topics, f"agency:{cast.far.agency}") as page:
            await asyncio.to_thread(do, cast.north, lambda: live.changed(*topics[:3], f"agency:{cast.far.agency}"))
            assert await page.hears(f"agency:{cast.far.agency}")
            assert str(record.pk) not in page.text and str(cast.north.agency) not in page.text

    hearing(story)


@pytest.mark.parametrize("cookie", ["", "ld_session=x", "sessionid=abc:def"])
def test_a_stream_is_for_who_is_signed_in(cast, cookie):
    async def story(hub):
        async with window(hub, cookie, "agency:x") as page:
            assert page.status == 401 and not page.text

    hearing(story)


def test_a_page_hears_that_its_right_has_ended_and_nothing_after(cast):
    running(cast)
    record, cookie = entered(cast.north), cookies(cast.south)
    with acting(cast.north):
        access.release(cast.north, record.pk, cast.south.agency)

    async def story(hub):
        async with window(hub, cookie, f"record:{record.pk}") as page:
            await asyncio.to_thread(do, cast.north, lambda: access.recall(cast.north, record.pk, cast.south.agency))
            assert await page.hears(f"data: record:{record.pk} 0")

    hearing(story)


def test_who_is_signed_out_hears_nothing_more(cast):
    cookie = cookies(cast.south)
    with owner():
        Officer.objects.filter(pk=cast.south.officer).update(is_active=True)

    def close():
        with owner():
            Officer.objects.filter(pk=cast.south.officer).update(is_active=False)
        live.access_changed(cast.south, [cast.south.agency])
        connection.close()

    async def story(hub):
        async with window(hub, cookie, f"agency:{cast.south.agency}") as page:
            await asyncio.to_thread(close)
            assert await page.hears("event: out")

    hearing(story)


def test_one_transaction_tells_once_however_much_it_changes(cast):
    with psycopg.connect(**asgi.listening(), autocommit=True) as listener:
        listener.execute(f"LISTEN {live.CHANNEL}")
        with acting(cast.north):
            for _ in range(5):
                live.changed(f"agency:{cast.north.agency}", f"agency:{cast.south.agency}")
        with acting(cast.north):
            live.changed(*(f"record:{uuid4()}" for _ in range(300)))
        payloads = [notify.payload for notify in listener.notifies(timeout=1)]
    assert [len(payload.split(" ")) for payload in payloads] == [3, 2] and payloads[1].endswith(" *")
    assert int(payloads[0].split(" ")[0]) < int(payloads[1].split(" ")[0])


def test_every_page_looks_again_after_the_hub_lost_its_connection(cast):
    cookie, topic = cookies(cast.north), f"agency:{cast.north.agency}"

    def cut():
        with owner(), connection.cursor() as cursor:
            cursor.execute("RESET SESSION AUTHORIZATION")
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
        connection.close()

    async def story(hub):
        async with window(hub, cookie, topic) as page:
            await asyncio.to_thread(cut)
            assert await page.hears(f"data: {topic} 0", 5)

    hearing(story)


def test_the_topics_of_pages_are_wired():
    assert {"agreement", "duty", "record"} <= live.shown() and json.dumps(sorted(live.shown()))
