"""The page of a duty, as each side sees it: what it says, what may be done, what a refusal leaves."""
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from conftest import NOON, owner
from liandong.agencies.models import Officer
from liandong.audit.models import Entry
from liandong.duties import actions, queries
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7

from .conftest import fire


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock stands at noon; returns what moves it."""
    moment = [NOON]
    monkeypatch.setattr("liandong.web.middleware.now", lambda: moment[0])
    return lambda **time: moment.__setitem__(0, NOON + timedelta(**time))


def post(client, verb, duty, **fields):
    return client.post(reverse(f"duties:{verb}", args=[duty.pk]),
                       {"idempotency_key": str(uuid7()), "version": duty.version} | fields)


def test_both_sides_read_it_and_a_stranger_finds_nothing(world, sign_in):
    url = reverse("duties:detail", args=[world.ours.pk])
    answers = {name: sign_in(getattr(world, name)).get(url) for name in ("north", "south", "far")}
    assert {name: a.status_code for name, a in answers.items()} == {"north": 200, "south": 200, "far": 404}
    action = reverse("duties:keep", args=[world.ours.pk])
    assert action in answers["north"].text and action not in answers["south"].text
    assert "江公协字〔2026〕3号" in answers["south"].text


def test_a_dialog_says_what_it_does_and_what_follows(world, sign_in):
    page = sign_in(world.north).get(reverse("duties:detail", args=[world.ours.pk])).text
    dialog = page[page.index('id="ask"'):].partition("</dialog>")[0]
    assert "<h2" in dialog and dialog.count("询问并暂停") == 2 and "时限暂停，待任一对方单位答复后继续" in dialog


def test_keeping_it_is_said_once_and_seen_by_the_partner(world, sign_in):
    client = sign_in(world.north)
    answer = post(client, "keep", world.ours, evidence="江公情〔2026〕11号，24条，机要送达")
    assert answer.status_code == 302
    page = sign_in(world.south).get(reverse("duties:detail", args=[world.ours.pk]))
    assert "江公情〔2026〕11号" in page.text and "st-done" in page.text


def test_without_evidence_the_form_says_so_and_nothing_is_written(world, sign_in):
    answer = post(sign_in(world.north), "keep", world.ours, evidence=" ")
    assert answer.status_code == 422 and "keep_evidence_error" in answer.text
    with acting(world.north):
        assert queries.owed_by(world.north.agency).first().outcome == ""


def test_the_partner_cannot_say_it_is_kept(world, sign_in):
    answer = post(sign_in(world.south), "keep", world.ours, evidence="对方已送达")
    assert answer.status_code == 422
    with acting(world.north):
        assert Entry.objects.filter(verb="duties.keep.refused", agency=world.south.agency).exists()


def test_a_stranger_posting_finds_nothing(world, sign_in):
    assert post(sign_in(world.far), "keep", world.ours, evidence="已办").status_code == 404


def test_an_old_page_shows_both_texts(world, sign_in):
    with acting(world.north):
        actions.keep(world.north, world.ours, evidence="先送达的一份", version=1)
    world.ours.version = 1
    answer = post(sign_in(world.clerk), "keep", world.ours, evidence="后写的一份")
    assert answer.status_code == 409 and "先送达的一份" in answer.text and "后写的一份" in answer.text


def test_taken_back_on_the_page(world, sign_in, noon):
    with acting(world.north):
        kept = actions.keep(world.north, world.ours, evidence="已送达", version=1)
    client = sign_in(world.north)
    noon(hours=1)
    assert 'id="reopen"' in client.get(reverse("duties:detail", args=[kept.pk])).text
    assert post(client, "reopen", kept, reason="发错文件").status_code == 302
    noon(days=1)
    assert 'id="reopen"' not in client.get(reverse("duties:detail", args=[kept.pk])).text


def read(client, duty):
    return client.get(reverse("duties:detail", args=[duty.pk]))


def test_a_question_stops_the_clock_on_both_sides_and_its_answer_lets_it_go_on(world, sign_in):
    assert post(sign_in(world.north), "ask", world.ours, question="第三项材料由哪个部门接收").status_code == 302
    asking = read(sign_in(world.north), world.ours).text
    assert "第三项材料由哪个部门接收" in asking and 'name="question"' not in asking and 'name="evidence"' in asking
    page = read(sign_in(world.south), world.ours)
    assert "第三项材料由哪个部门接收" in page.text and "ck-paused" in page.text and 'name="answer"' in page.text
    assert post(sign_in(world.south), "answer", page.context["duty"], answer="刑侦支队接收").status_code == 302
    page = read(sign_in(world.north), world.ours)
    assert "刑侦支队接收" in page.text and "ck-paused" not in page.text and page.context["duty"].paused_at is None


@pytest.mark.parametrize("verb, field, text", [("ask", "question", "由谁接收"), ("waive", "reason", "已另行取得"),
                                              ("answer", "answer", "由办公室接收"), ("order", "text", "三日内补报")])
def test_what_was_typed_stays_when_it_is_refused(world, sign_in, verb, field, text):
    actor = world.south if verb == "ask" else world.north  # not their step
    answer = post(sign_in(actor), verb, world.ours, **{field: text}, amount=3, unit="day")
    assert answer.status_code == 422 and text in answer.text and 'id="errors"' in answer.text
    empty = post(sign_in(actor), verb, world.ours, **{field: " "}, amount=3, unit="day")
    assert empty.status_code == 422 and f"{verb}_{field}_error" in empty.text


def test_the_partner_waives_with_a_reason_and_the_page_says_so(world, sign_in):
    answer = post(sign_in(world.south), "waive", world.ours, reason="本月已当面交换")
    assert answer.status_code == 302
    page = read(sign_in(world.north), world.ours)
    assert "本月已当面交换" in page.text and "st-end" in page.text and page.context["acts"] == {}


@pytest.fixture
def laid(world, above):
    """The duty, overdue until it lies before the superior."""
    fire(NOON + timedelta(days=20))
    return world.ours


def test_a_superior_orders_and_the_order_shows_what_it_supervises(laid, world, above, sign_in, noon):
    noon(days=20)
    superior = sign_in(above)
    assert list(read(superior, laid).context["acts"]) == ["order"]
    answer = post(superior, "order", laid, text="十日内补报并说明原因", amount=3, unit="working_day")
    assert answer.status_code == 302
    north = sign_in(world.north)
    assert "order" not in read(north, laid).context["acts"]
    page = read(north, SimpleNamespace(pk=answer.url.split("/")[-2]))
    assert "十日内补报并说明原因" in page.text and str(laid.pk) in page.text
    assert "十日内补报并说明原因" in read(north, laid).text  # and the order stands on the duty


def test_the_ladder_shows_what_was_told_and_what_comes_next(laid, world, sign_in, noon):
    ahead = read(sign_in(world.north), world.ours)
    noon(days=20)
    looks = [rung.look for rung in read(sign_in(world.north), laid).context["ladder"]]
    assert looks[-1] == "done" and set(looks) == {"done", "over"} and ahead.status_code == 200


def test_before_anything_was_told_the_first_reminder_is_next(world, sign_in):
    looks = [rung.look for rung in read(sign_in(world.north), world.ours).context["ladder"]]
    assert looks[0] == "next" and set(looks[1:]) == {"todo"}


def test_a_provisional_bound_on_liberty_has_the_earlier_one_beside_it(world, sign_in):
    client = sign_in(world.north)
    with owner():
        Duty.objects.filter(pk=world.ours.pk).update(provisional=True, firm_due_at=NOON + timedelta(hours=9))
    page = read(client, world.ours)
    assert 'class="provisional"' in page.text and 'class="bound"' not in page.text
    with owner():
        Duty.objects.filter(pk=world.ours.pk).update(liberty=True)
    page = read(client, world.ours)
    assert 'class="bound"' in page.text and "2026-11-23 21:00" in page.text


def test_a_step_of_another_post_is_drawn_with_the_reason_it_is_closed(world, sign_in):
    page = read(sign_in(world.south), world.ours)
    assert page.context["acts"]["waive"].is_open and "keep" not in page.context["acts"]
    with owner():
        Officer.objects.filter(pk=world.south.officer).update(roles=["officer"])
    page = read(sign_in(world.south), world.ours)
    assert 'aria-disabled="true"' in page.text and 'id="waive"' not in page.text


def test_no_page_changes_by_being_read(world, sign_in):
    client = sign_in(world.north)
    for verb in ("keep", "ask", "answer", "waive", "order", "reopen"):
        assert client.get(reverse(f"duties:{verb}", args=[world.ours.pk])).status_code == 405
