"""Pages on which an agreement ends: the notice and its receipt, a breach, a dispute, the closing report; both languages."""
from datetime import timedelta
from uuid import uuid4

import pytest

from liandong.agreements import queries
from liandong.kernel import moments
from liandong.kernel.actor import acting

HERE = "/agreements/"


def post(client, path, **data):
    return client.post(path, {"idempotency_key": str(uuid4())} | data, follow=True)


@pytest.fixture
def key(way):
    way.signed()
    return way.key


def test_a_notice_is_given_and_received_on_its_pages(cast, sign_in, key):
    south = sign_in(cast.south)
    page = post(south, f"{HERE}{key}/end/notice/", why="机构调整", form="platform")
    ending = page.context["ending"]
    assert page.status_code == 200 and "签收" in page.content.decode()
    page = post(sign_in(cast.north), f"{HERE}endings/{ending.pk}/receive/")
    day = moments.local(page.context["actor"].at).date() + timedelta(days=30)
    assert page.context["ending"].stage == "settled" and day.isoformat() in page.content.decode()


def test_what_is_forbidden_says_why_where_it_was_typed(cast, sign_in, key):
    page = post(sign_in(cast.south), f"{HERE}{key}/end/consent/", why="并入", last_on="2035-01-01")
    assert page.status_code == 422 and "协议届时本就到期" in page.content.decode()


def test_a_breach_is_claimed_and_answered_on_its_pages(cast, sign_in, key):
    page = post(sign_in(cast.south), f"{HERE}{key}/claim/", respondent=str(cast.north.agency), text="未按期传递",
                cure_amount="7", cure_unit="day")
    breach = page.context["breach"]
    page = post(sign_in(cast.north), f"{HERE}breaches/{breach.pk}/admit/", text="属实", version="1")
    assert page.context["breach"].stage == "admitted" and "属实" in page.content.decode()
    page = post(sign_in(cast.south), f"{HERE}breaches/{breach.pk}/rescind/", text="解除", version="2")
    assert page.status_code == 422 and "违约条款未约定解除" in page.content.decode()


def test_a_dispute_is_settled_on_its_pages(cast, sign_in, key):
    page = post(sign_in(cast.south), f"{HERE}{key}/dispute/", title="传递期限", agencies=str(cast.north.agency),
                text="我方认为")
    dispute = page.context["dispute"]
    post(sign_in(cast.south), f"{HERE}disputes/{dispute.pk}/propose/", text="改为每月28日")
    for actor in (cast.north, cast.south):
        with acting(actor):
            version = queries.disputes.of(dispute.pk).version
        page = post(sign_in(actor), f"{HERE}disputes/{dispute.pk}/accept/", version=str(version))
    assert page.context["dispute"].stage == "settled" and "各方已接受" in page.content.decode()
    page = post(sign_in(cast.north), f"{HERE}disputes/{dispute.pk}/draw_up/", version=str(version))
    assert page.request["PATH_INFO"].endswith("/edit/") and "每月28日" in page.content.decode()
    assert "一方正在起草补充协议" in sign_in(cast.south).get(f"{HERE}disputes/{dispute.pk}/").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("part", ["end/notice/", "end/consent/", "claim/", "dispute/", "closing/", "?tab=endings"])
def test_every_page_in_both_languages(cast, sign_in, key, part, language):
    client = sign_in(cast.south)
    assert client.get(f"{HERE}{key}/{part}", HTTP_ACCEPT_LANGUAGE=language).status_code == 200


def test_a_figure_of_the_closing_report_opens_its_rows(cast, sign_in, key):
    page = sign_in(cast.south).get(f"{HERE}{key}/closing/?of={cast.north.agency}&outcome=open")
    [side] = [one for one in page.context["report"].sides if one.agency == cast.north.agency]
    assert len(page.context["rows"]) == side.counts["open"] > 0
