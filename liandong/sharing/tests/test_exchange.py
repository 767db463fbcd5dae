"""Agencies' own systems over the API: tokens, scopes, rates; push by key, query, and a feed that loses and betrays nothing."""
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from conftest import NOON, owner
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.models import Receipt
from liandong.sharing import actions
from liandong.sharing.models import FeedRow, Record, ServiceAccount
from liandong.sharing.rules.accounts import OVERLAP
from liandong.web import middleware

from .cast import ID, LEAD, SUSPECT, entered

HERE = "/api/exchange"


@pytest.fixture
def clock(monkeypatch):
    """The moment of every request, to be moved."""
    moment = [NOON]
    monkeypatch.setattr(middleware, "now", lambda: moment[0])
    cache.clear()
    return moment


def account(actor, *scopes, **changes):
    """An account of the actor's agency, and a client that shows its token."""
    with acting(actor):
        made, token = actions.accounts.make(actor, **({"name": "警综平台", "source": "警综", "clearance": 1, "per_minute": 600,
                                                       "scopes": scopes or ("push", "read", "feed")} | changes))
    return made, Client(headers={"Authorization": f"Bearer {token}"})


def sent(key="A1", entry=LEAD, **changes):
    fields = {k: v for k, v in asdict(replace(entry, **changes)).items() if k != "kind"}
    return {"key": key, **fields, "concerns": [], "handling": [], "review_on": None}


def push(client, *rows, kind="lead", **more):
    return client.post(f"{HERE}/records/", {"kind": kind, "records": rows, **more}, content_type="application/json")


def released(cast, record, until=NOON + timedelta(days=9)):
    with acting(cast.north):
        actions.release(cast.north, record, cast.south.agency, purpose="核查", until=until)


def poll(client, cursor=0, **asked):
    return client.get(f"{HERE}/changes/", {"cursor": cursor, **asked}).json()


def test_records_come_in_by_key_once_and_each_stands_alone(cast, clock):
    made, client = account(cast.north)
    marked = sent("A3", elements=dict(LEAD.elements) | {"民族": "x"})
    answer = push(client, sent("A1"), sent("A2", title=""), marked, sent("A1"))
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert [one["outcome"] for one in told["outcomes"]] == ["entered", "faulty", "entered", "known"]
    assert "title" in told["outcomes"][1]["errors"] and list(told["dropped"]) == ["民族"]
    again = push(client, sent("A1", title="改过的标题"), sent("A3")).json()["outcomes"]
    assert [one["outcome"] for one in again] == ["changed", "known"] and again[0]["id"] == told["outcomes"][0]["id"]
    with acting(cast.north):
        assert {r.entered_by for r in Record.objects.all()} == {made.pk} and Record.objects.count() == 2


def test_a_query_is_masked_paged_and_read_by_every_owner(cast, clock):
    with acting(cast.north):
        people = [entered(cast.north, SUSPECT) for _ in range(3)]
    for record in people:
        released(cast, record)
    _made, client = account(cast.south)
    first = client.get(f"{HERE}/records/", {"limit": 2}).json()
    rest = client.get(f"{HERE}/records/", {"limit": 2, "after": first["next"]}).json()
    assert [len(first["records"]), len(rest["records"]), rest["next"]] == [2, 1, None]
    assert ID not in str(first) and client.get(f"{HERE}/records/{people[0].pk}/").status_code == 200
    with acting(cast.north):
        assert [line.facts["rows"] for line in Entry.objects.filter(verb="sharing.export").order_by("seq")] == ["2", "1", "1"]


def test_the_feed_tells_at_least_once_and_says_what_is_gone(cast, clock):
    with acting(cast.north):
        one, two, own = (entered(cast.north, replace(LEAD, title=f"线索{n}")) for n in range(3))
    released(cast, one), released(cast, two, NOON + timedelta(days=1))
    _made, client = account(cast.south)
    first = poll(client)
    assert {r["id"] for r in first["records"]} == {str(one.pk), str(two.pk)} and first["cursor"] == 1
    assert {r["id"] for r in poll(client)["records"]} == {str(one.pk), str(two.pk)}  # not confirmed: told again
    cursor = poll(client)["cursor"]
    assert poll(client, cursor) == {"records": [], "gone": [], "cursor": cursor, "has_more": False}
    with acting(cast.north):
        actions.edit(cast.north, one, replace(LEAD, title="新标题"), version=one.version)
        actions.recall(cast.north, one, cast.south.agency)
    clock[0] = NOON + timedelta(days=2)
    gone = poll(client, cursor)
    assert gone["records"] == [] and {(g["id"], g["reason"]) for g in gone["gone"]} == {
        (str(one.pk), "recalled"), (str(two.pk), "expired")}
    assert "新标题" not in str(gone) and str(own.pk) not in str(gone)
    assert poll(client, gone["cursor"])["gone"] == [] and poll(client, 10**9)["records"] == []


def test_a_feed_in_small_batches_tells_everything_once_confirmed(cast, clock):
    with acting(cast.north):
        wanted = {str(entered(cast.north, replace(LEAD, title=f"线索{n}")).pk) for n in range(7)}
    for key in wanted:
        with acting(cast.north):
            record = Record.objects.get(pk=key)
        released(cast, record)
    _made, client = account(cast.south)
    told, cursor = [], 0
    while batch := poll(client, cursor, limit=3):
        told += [row["id"] for row in batch["records"]]
        cursor = batch["cursor"]
        if not batch["has_more"]:
            break
    assert sorted(told) == sorted(wanted)


def test_a_token_that_is_guessed_ended_or_revoked_opens_nothing(cast, clock):
    made, client = account(cast.north)
    for token in ("", "ld_x", "ld_" + "A" * 43, made.pk.hex):
        assert Client(headers={"Authorization": f"Bearer {token}"}).get(f"{HERE}/records/").status_code == 401
    assert Client().get(f"{HERE}/changes/").status_code == 401
    assert [client.get(path).status_code for path in ("/api/records/", "/records/")] == [401, 302]  # it opens exchange alone
    clock[0] = NOON + timedelta(days=366)
    assert client.get(f"{HERE}/records/").status_code == 401
    clock[0] = NOON
    with acting(cast.north):
        actions.accounts.revoke(cast.north, made)
    assert client.get(f"{HERE}/records/").status_code == 401


def test_a_renewed_token_overlaps_for_a_day(cast, clock):
    made, client = account(cast.north)
    with acting(cast.north):
        fresh = Client(headers={"Authorization": f"Bearer {actions.accounts.renew(cast.north, made)}"})
    assert [c.get(f"{HERE}/records/").status_code for c in (client, fresh)] == [200, 200]
    clock[0] = NOON + OVERLAP
    assert [c.get(f"{HERE}/records/").status_code for c in (client, fresh)] == [401, 200]


def test_scopes_and_rates_are_kept_and_what_was_tried_is_in_the_ledger(cast, clock):
    _made, reader = account(cast.north, "read")
    assert push(reader, sent()).status_code == 403 and reader.get(f"{HERE}/changes/").status_code == 403
    with acting(cast.north):
        assert Entry.objects.filter(verb="sharing.exchange.refused").count() == 2 and not Record.objects.exists()
    _made, slow = account(cast.north, "read", name="慢", per_minute=2)
    assert [slow.get(f"{HERE}/records/").status_code for _ in range(3)] == [200, 200, 429]


def test_only_an_administrator_makes_accounts_and_sees_them(cast, sign_in, clock):
    with acting(cast.clerk), pytest.raises(Refused):
        actions.accounts.make(cast.clerk, name="x", source="x", scopes=["read"], clearance=0, per_minute=1)
    made, _client = account(cast.north)
    assert sign_in(cast.clerk).get("/records/accounts/").status_code == 404
    south = sign_in(cast.south)
    assert "警综平台" not in south.get("/records/accounts/").text
    assert south.post(f"/records/accounts/{made.pk}/revoke/", headers={"Idempotency-Key": str(made.pk)}).status_code == 404
    with acting(replace(cast.north, officer=made.pk, roles=frozenset({"clerk"}))):
        assert not ServiceAccount.objects.exists()
        assert not FeedRow.objects.exists()


def test_a_token_is_shown_once_and_nowhere_kept(cast, sign_in, clock):
    answer = sign_in(cast.north).post("/records/accounts/", {
        "name": "警综平台", "source": "警综", "scopes": ["read"], "clearance": "1", "per_minute": "60",
        "idempotency_key": str(cast.north.officer)})
    token = answer.text.split('id="token">')[1].split("<")[0]
    assert Client(headers={"Authorization": f"Bearer {token}"}).get(f"{HERE}/records/").status_code == 200
    assert token not in sign_in(cast.north).get("/records/accounts/").text
    with owner():
        assert not Receipt.objects.filter(body__contains=token).exists()
