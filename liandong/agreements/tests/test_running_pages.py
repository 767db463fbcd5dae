"""The tab of an agreement in force, its steps, and what the pages of both sides say of a pause."""
from uuid import uuid4

from django.urls import reverse

from liandong.access import queries as access
from liandong.agreements import queries
from liandong.agreements.models import Agreement
from liandong.kernel.actor import acting


def shown(client, key, tab="running"):
    return client.get(f"/agreements/{key}/?tab={tab}").content.decode()


def post(client, key, verb, **data):
    return client.post(reverse("agreements:running", args=[key, verb]), {"idempotency_key": str(uuid4()), **data})


def test_the_tab_says_what_each_gives_and_owes_and_by_which_clause(cast, way, sign_in):
    way.signed()
    page = shown(sign_in(cast.north), way.key)
    assert "各方现在提供和承担的" in page and "案件线索" in page and "每月" in page and "江公协字〔2026〕1号" in page
    assert "起草补充协议" in page and "只有两方" not in page and "协议没有约定一方可以退出" in page
    assert sign_in(cast.far).get(f"/agreements/{way.key}/?tab=running").status_code == 404


def test_a_pause_is_said_on_the_pages_of_both_sides_and_taken_back(cast, way, sign_in):
    way.signed()
    client = sign_in(cast.north)
    assert post(client, way.key, "pause", partner=str(cast.south.agency), note="排查泄密风险").status_code == 302
    for actor in (cast.north, cast.south):
        page = shown(sign_in(actor), way.key, "overview")
        assert "江北市公安局暂停向江南市公安局提供信息" in page and "排查泄密风险" in page
        assert ("/running/resume/" in page) is (actor is cast.north)
    with acting(cast.north):
        [rest] = queries.rests(queries.of(way.key))
    assert post(sign_in(cast.south), way.key, "resume", rest=str(rest.pk)).status_code == 409
    assert post(sign_in(cast.north), way.key, "resume", rest=str(rest.pk)).status_code == 302
    with acting(cast.north):
        assert not queries.rests(queries.of(way.key)) and access.pauses(way.key).count() == 1


def test_the_suspension_waits_for_the_other_side(cast, way, sign_in):
    way.signed()
    assert post(sign_in(cast.north), way.key, "suspend", note="").status_code == 409
    assert post(sign_in(cast.north), way.key, "suspend", note="机构改革").status_code == 302
    with acting(cast.south):
        [rest] = queries.rests(queries.of(way.key))
    assert "提议中止协议" in shown(sign_in(cast.south), way.key, "overview")
    assert post(sign_in(cast.south), way.key, "agree_suspend", rest=str(rest.pk)).status_code == 302
    assert "协议经各方同意已中止" in shown(sign_in(cast.north), way.key)
    with acting(cast.north):
        assert queries.of(way.key).suspended_at


def test_a_supplement_opens_in_the_reader_and_says_what_it_changes(cast, way, sign_in):
    way.signed()
    client = sign_in(cast.north)
    assert post(client, way.key, "supplement", starts="2020-01-01").status_code == 409
    answer = post(client, way.key, "supplement", starts="2027-01-01")
    with acting(cast.north):
        draft = Agreement.objects.get(amends=way.key)
    assert answer.url == f"/agreements/{draft.pk}/edit/" and client.get(answer.url).status_code == 200
    page = shown(client, draft.pk, "overview")
    assert "与现行约定的变化" in page and "补充的是" in page and "2027-01-01" in page
    assert "补充协议" in shown(client, way.key)


def test_the_api_tells_and_takes_the_same(cast, way, sign_in):
    way.signed()
    client = sign_in(cast.north)
    found = client.get(f"/api/agreements/{way.key}/running").json()
    assert found["in_effect"] == str(way.key) and "pause" in found["steps"] and "leave" not in found["steps"]
    taken = client.post(f"/api/agreements/{way.key}/running/pause", {"why": "排查"},
                        content_type="application/json", headers={"idempotency-key": str(uuid4())}).json()
    assert taken["rests"][0]["why"] == "排查"
    assert sign_in(cast.far).get(f"/api/agreements/{way.key}/running").status_code == 404
