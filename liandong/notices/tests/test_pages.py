"""The pages of notices: the list by days, a click, acknowledging, preferences, the outbox; and the bar over every page."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOON, owner
from liandong.agencies.models import Officer
from liandong.kernel import subjects
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.notices import actions, queries
from liandong.notices.models import Mail, Notice, Preference


def tell(actor, to, kind="test.told", *, ago=0, **more):
    earlier = replace(actor, at=NOON - timedelta(minutes=ago))
    with acting(earlier):
        actions.tell(earlier, kind, agencies=[to.agency], message="Draft %(number)s",
                     **{"values": {"number": "1"}, "subject_kind": "thing", "subject": uuid7()} | more)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The pages are read at noon."""
    monkeypatch.setattr("liandong.web.middleware.now", lambda: NOON)
    monkeypatch.setitem(subjects._addresses, "thing", "notices:read")


@pytest.fixture
def told(cast):
    """Two notices to north about a subject that has a page."""
    key = uuid7()
    for number in ("1", "2"):
        tell(cast.south, cast.north, values={"number": number}, subject=key)
    with acting(cast.north):
        return queries.waiting(cast.north).first()


def post(client, name, *args, headers=None, **data):
    return client.post(reverse(f"notices:{name}", args=args), data | {"idempotency_key": str(uuid7())}, headers=headers or {})


def lines(page):
    return [line for _day, found in page.context["days"] for line in found]


def test_unread_ones_are_marked_and_lead_to_their_subject(cast, told, sign_in):
    page = sign_in(cast.north).get(reverse("notices:list"))
    assert [line.is_new for line in lines(page)] == [True, True]
    assert {line.url for line in lines(page)} == {reverse("notices:read", args=[told.subject])}


def test_a_click_marks_it_as_read_and_goes_on(cast, told, sign_in):
    client = sign_in(cast.north)
    answer = post(client, "read", told.pk, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("notices:read", args=[told.subject])
    assert len(lines(client.get(reverse("notices:list"), {"tab": "unread"}))) == 1


def test_all_are_read_at_once(cast, told, sign_in):
    client = sign_in(cast.north)
    assert post(client, "read_all").status_code == 302
    assert client.get(reverse("notices:list")).context["unread"] == 0


def test_another_agency_finds_nothing(cast, told, sign_in):
    client = sign_in(cast.far)
    for name in ("read", "acknowledge"):
        assert post(client, name, told.pk).status_code == 404
    assert client.get(reverse("notices:detail", args=[told.pk])).status_code == 404
    assert lines(client.get(reverse("notices:list"))) == []


def test_the_like_of_a_day_are_folded_under_their_day(cast, sign_in):
    for n in range(13):
        tell(cast.south, cast.north, "duties.keep", ago=n)
    tell(cast.south, cast.north, ago=24 * 60)
    page = sign_in(cast.north).get(reverse("notices:list"))
    assert [(day, [len(line.more) for line in found]) for day, found in page.context["days"]] == [("今天", [12]), ("昨天", [0])]
    assert "另有 12 条同类" in page.content.decode() and "12 条未读" in page.content.decode()


def test_the_list_is_narrowed_by_group_sender_and_urgency(cast, sign_in):
    tell(cast.south, cast.north, "duties.keep")
    tell(cast.far, cast.north, "agreements.send", urgent=True)
    client = sign_in(cast.north)
    for query, count in {"": 2, "group=duties": 1, "group=agreements": 1, f"sender={cast.far.agency}": 1, "tab=urgent": 1,
                         "group=nonsense&sender=x": 2, f"tab=urgent&sender={cast.south.agency}": 0}.items():
        assert client.get(f"{reverse('notices:list')}?{query}").context["page"].total == count, query


def test_an_urgent_notice_lies_over_every_page_until_it_is_acknowledged(cast, sign_in):
    tell(cast.south, cast.north, urgent=True)
    client = sign_in(cast.north)
    for address in ("/", "/agreements/", "/notices/", "/pulse/"):
        assert "ld-urgent" in client.get(address).content.decode().replace("ld-urgent-at", ""), address
    assert len(client.get("/notices/").context["pinned"]) == 1 and lines(client.get("/notices/")) == []
    with acting(cast.north):
        notice = Notice.objects.get()
    answer = post(client, "acknowledge", notice.pk, headers={"Referer": "http://testserver/agreements/?tab=mine"})
    assert answer.url == "http://testserver/agreements/?tab=mine"
    assert "ld-urgent" not in client.get("/").content.decode().replace("ld-urgent-at", "")
    assert "已签收" in client.get(reverse("notices:detail", args=[notice.pk])).content.decode()


def test_acknowledging_leads_to_no_strange_page(cast, told, sign_in):
    answer = post(sign_in(cast.north), "read", told.pk, headers={"Referer": "https://elsewhere.example/"})
    assert answer.url == reverse("notices:list")


def test_a_notice_has_a_page_with_its_number(cast, told, sign_in):
    page = sign_in(cast.north).get(reverse("notices:detail", args=[told.pk]))
    assert told.number in page.content.decode() and "沈砚秋" in page.content.decode()


def test_preferences_are_kept_with_the_address(cast, sign_in):
    client = sign_in(cast.north)
    wanted = {"address": "lu@jiangbei.example", "mail": ["agreements"], "quiet_from": "22:00", "quiet_until": "07:00"}
    assert post(client, "preferences", **wanted, version=1).status_code == 302
    assert post(client, "preferences", **wanted | {"quiet_until": ""}, version=2).status_code == 422
    assert post(client, "preferences", **wanted | {"address": "a@b.example\nBcc: c@d.example"}, version=2).status_code == 422
    assert post(client, "preferences", **wanted, version=1).status_code == 409  # somebody, here oneself, was faster
    with owner():
        own = Preference.objects.get()
        assert (own.mail, f"{own.quiet_from:%H:%M}", own.version) == (["agreements"], "22:00", 2)
        assert Officer.objects.get(pk=cast.north.officer).email == "lu@jiangbei.example"
    assert client.get(reverse("notices:preferences")).context["form"]["mail"].value() == ["agreements"]


def test_the_outbox_is_for_administrators(cast, told, sign_in):
    with owner():
        mail = Mail.objects.create(notice=told, agency_id=cast.north.agency, officer=cast.clerk.officer, address="a@b.example",
                                   state="failed", tries=9, queued_at=NOON, last_error="Connection refused")
    assert sign_in(cast.clerk).get(reverse("notices:mail")).status_code == 404
    client = sign_in(cast.north)
    page = client.get(reverse("notices:mail")).content.decode()
    assert "韩牧川" in page and "Connection refused" in page
    assert post(client, "try_again", mail.pk).status_code == 302
    assert client.get(reverse("notices:mail"), {"state": "queued"}).context["page"].total == 1


def test_the_list_takes_as_many_queries_when_it_grows(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.north)
    for n in range(60):
        tell(cast.south, cast.north, f"duties.{n % 7}", ago=n * 50)
    client.get(reverse("notices:list"))
    with django_assert_max_num_queries(18):
        client.get(reverse("notices:list"))
