"""New agreements from a template: the page, the draft, how it is kept in step on the reader page, and the API."""
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from ninja.testing import TestClient

from conftest import signed_in
from liandong.agreements import actions, api, queries
from liandong.agreements.models import Agreement
from liandong.agreements.rules import templates
from liandong.agreements.rules.terms import Fee, Limit, Party, Terms
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused

from .test_force import signed

NEW = reverse("agreements:new")


@pytest.fixture
def started(cast):
    """A draft of the north made from the bilateral template."""
    template = templates.templates()["bilateral"]
    parties = [Party(role="甲方", name="江北市公安局", agency=cast.north.agency),
               Party(role="乙方", name="江南市公安局", agency=cast.south.agency)]
    with acting(cast.north):
        return actions.start(cast.north, template=template, terms=templates.made(template, parties))


def read(agreement) -> Terms:
    return queries.terms_of(agreement)


def edited(cast, draft, *, text: str = "", settles: str = "", **changes):
    """The draft with its text or terms as an officer would leave them."""
    with acting(cast.north):
        terms = read(draft)
        for name, value in changes.items():
            setattr(terms, name, value)
        return actions.edit(cast.north, draft, text=text or draft.text, terms=terms, version=draft.version, settles=settles)


def post(client, given):
    return client.post(NEW, given | {"idempotency_key": str(uuid4())})


def asked(draft) -> list[str]:
    return [need.path for need in queries.needs_of(draft) if need.is_blocking]


def test_a_draft_of_a_template_needs_nothing_but_its_parties(started):
    terms = read(started)
    assert asked(started) == [] and terms.template == "bilateral" and started.parties == terms.agencies()
    assert terms.source("termination").by == "template" and terms.termination.clause == "第十条（三）"
    assert [row.clause for row in terms.duties] == ["第四条（一）", "第四条（二）", "第四条（三）"]


def test_a_changed_term_changes_its_sentence(cast, started):
    terms = read(started)
    draft = edited(cast, started, termination=terms.termination.model_copy(update={"notice_days": 15}),
                   sharing=[terms.sharing[0].model_copy(update={"timing": "realtime"}), *terms.sharing[1:]])
    assert "提前十五日书面通知" in draft.text and "“案件线索”由甲乙双方互相提供，实时提供" in draft.text
    assert asked(draft) == [] and read(draft).source("termination").by == "template"


def test_a_changed_sentence_asks_for_its_term_and_keeps_the_draft_from_being_sent(cast, started):
    draft = edited(cast, started, text=started.text.replace("提前三十日书面通知", "提前十五日书面通知"))
    assert asked(draft) == ["termination"] and read(draft).termination.notice_days == 30
    with acting(cast.north), pytest.raises(Refused):
        actions.send(cast.north, draft, version=draft.version)
    taken = edited(cast, draft, settles="read:termination")
    assert asked(taken) == [] and read(taken).termination.notice_days == 15 and "提前十五日" in taken.text


def test_a_changed_sentence_is_put_back_or_stands(cast, started):
    draft = edited(cast, started, text=started.text.replace("提前三十日书面通知", "提前一个月以书面形式通知"))
    again = edited(cast, draft, settles="back:termination")
    assert again.text == started.text and asked(again) == []
    draft = edited(cast, again, text=started.text.replace("协作事项由案发地一方牵头", "哪里发案，哪里牵头"))
    assert asked(draft) == ["lead"]
    stands = edited(cast, draft, settles="stands:lead")
    assert asked(stands) == [] and "哪里发案，哪里牵头" in stands.text and read(stands).lead == {"": "place_of_case"}


def test_a_partner_who_writes_a_sentence_otherwise_changes_its_term_as_well(cast, started):
    with acting(cast.north):
        actions.send(cast.north, started, version=started.version)
    with acting(cast.south):
        it = queries.of(started.pk)
        text = it.text.replace("提前三十日书面通知", "提前六十日书面通知")
        with pytest.raises(Refused, match="no longer says"):
            actions.change(cast.south, it, text=text, terms=read(it), why="时间太短", version=it.version)
        terms = read(it)
        terms.termination.notice_days = 60
        changed = actions.change(cast.south, it, text=text, terms=terms, why="时间太短", version=it.version)
        assert read(changed).termination.notice_days == 60 and changed.text == text


def test_two_fees_and_a_reply_time_stand_in_the_annex_of_a_text_that_has_no_place_for_them(cast, started):
    fees = [Fee(key="1", what="系统建设费", amount="120000", payer="甲方", within=Limit(amount=30))]
    draft = edited(cast, started, fees=fees, purpose="共建平安边界")
    with acting(cast.north):
        actions.send(cast.north, draft, version=draft.version)
        annex = queries.versions(draft)[0].text
    assert "为共建平安边界，根据" in annex and "支付系统建设费人民币120000元" in annex.partition("补充约定")[2]


def test_a_corrected_reading_goes_back_to_what_was_read(cast, drafted):
    terms = read(drafted)
    terms.termination.notice_days = 90
    with acting(cast.north):
        changed = actions.edit(cast.north, drafted, text=drafted.text, terms=terms, version=drafted.version)
        assert read(changed).source("termination").by == "officer"
        again = actions.edit(cast.north, changed, text=changed.text, terms=read(changed), version=changed.version,
                             settles="read:termination")
    assert read(again).termination.notice_days == 30 and read(again).source("termination").by == "reader"


def test_the_page_shows_each_template_with_the_parties_in_its_text(cast, client):
    signed_in(client, cast.north)
    page = client.get(NEW).content.decode()
    assert "双边警务合作" in page and "江北市公安局" in page
    given = {"template": "border", "count": "3", "party-0": str(cast.north.agency), "area": "云岭联防区", "roads": "G318、S207"}
    shown = client.get(NEW, given, headers={"HX-Request": "true"}).content.decode()
    assert "划定云岭联防区，包括道路G318、S207" in shown and "丙方" in shown and "<html" not in shown


def test_a_draft_is_made_on_the_page_and_opened_in_the_reader(cast, client):
    signed_in(client, cast.north)
    given = {"template": "service", "party-0": str(cast.north.agency), "party-1": str(cast.south.agency), "months": "12",
             "what": "年度服务费", "amount": "120000"}
    assert post(client, given | {"party-1": ""}).status_code == 422
    assert post(client, given | {"party-1": str(cast.north.agency)}).status_code == 422
    made = post(client, given)
    draft = Agreement.objects.get(pk=re.search(r"[0-9a-f-]{36}", made["Location"])[0])
    assert "人民币120000元" in draft.text
    page = client.get(made["Location"]).content.decode()
    assert "年度服务费" in page and "甲方·120000元·30日内" in page


def test_only_a_clerk_or_signatory_of_a_party_makes_one(cast, started):
    template = templates.templates()["bilateral"]
    with acting(cast.far), pytest.raises(Refused):
        actions.start(cast.far, template=template, terms=templates.made(template, read(started).parties))


def test_over_the_api_the_templates_are_listed_and_a_draft_is_made(cast):
    client = TestClient(api.router)
    with acting(cast.north):
        listed = client.get("/templates", actor=cast.north).json()
        assert [one["key"] for one in listed] == ["bilateral", "framework", "border", "traffic", "wartime", "service"]
        parties = [str(cast.north.agency), str(cast.south.agency)]
        made = client.post("/templates/traffic", json={"parties": parties, "months": 24}, actor=cast.north)
        assert made.json()["terms"]["period"]["months"] == 24 and made.json()["stage"] == "draft"
        assert client.post("/templates/none", json={"parties": parties}, actor=cast.north).status_code == 404


def proposing(client, it, **typed):
    terms = read(it)
    rows = {name: [row.key for row in getattr(terms, name)] for name in ("sharing", "duties", "reply_times")}
    return client.post(f"/agreements/{it.pk}/edit/", {
        "drawn": "", "version": it.version, "why": "试行", "idempotency_key": str(uuid4()),
        "party": [party.role for party in terms.parties]} | rows | typed)


def test_a_proposal_asks_for_the_term_of_a_changed_sentence_and_takes_the_three_answers(cast, started, sign_in):
    with acting(cast.north):
        actions.send(cast.north, started, version=started.version)
        it = queries.of(started.pk)
    client = sign_in(cast.south)
    text = it.text.replace("提前三十日书面通知", "提前六十日书面通知").replace("协作事项由案发地一方牵头", "哪里发案，哪里牵头")
    asked_for = proposing(client, it, text=text)
    assert asked_for.status_code == 422 and "read:termination" in asked_for.content.decode()
    assert "stands:lead" in asked_for.content.decode()
    tried = proposing(client, it, text=text, settles="read:termination")
    assert tried.status_code == 200 and tried.context["answers"] == ["read:termination"] and queries.of(it.pk).edition == 1
    back = proposing(client, it, text=text, settled=["read:termination"], settles="back:lead")
    assert "协作事项由案发地一方牵头" in back.context["form"].text and "六十日" in back.context["form"].text
    laid = proposing(client, it, text=text, settled=["read:termination", "stands:lead"])
    assert laid.status_code == 302, laid.context["refusal"]
    with acting(cast.south):
        now = queries.of(it.pk)
        assert now.edition == 2 and read(now).termination.notice_days == 60 and "哪里发案，哪里牵头" in now.text


def test_negotiated_again_its_sentences_go_on_following_their_terms(cast, started):
    root = signed(started, cast.north, cast.south)
    with acting(cast.north):
        change = actions.supplement(cast.north, queries.of(root.pk))
        terms = read(change)
        terms.termination = terms.termination.model_copy(update={"notice_days": 45})
        change = actions.edit(cast.north, change, text=change.text, terms=terms, version=change.version)
    signed(change, cast.north, cast.south)
    with acting(cast.north):
        draft = actions.again(cast.north, queries.of(root.pk))
    assert "提前四十五日书面通知" in draft.text and read(draft).said and read(draft).period.months
    changed = edited(cast, draft, termination=read(draft).termination.model_copy(update={"notice_days": 15}))
    assert "提前十五日书面通知" in changed.text and "四十五" not in changed.text
