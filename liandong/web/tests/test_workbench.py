"""The workbench tells what waits, what is owed and what came in; it costs the same however much there is."""
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from conftest import ALL, NOON, new_actor, new_agency, owner
from liandong.agencies.models import Agency, Officer
from liandong.agreements import actions as done, queries as agreements
from liandong.agreements.models import Agreement, Breach, Dispute
from liandong.duties import actions, queries
from liandong.duties.tests.conftest import agree, fire, promise
from liandong.kernel import subjects
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.notices import actions as notices
from liandong.web.calendar import keys
from liandong.web.views import figures
from tests.story import contested, running

BASELINE = 39  # queries of the workbench; raise it only with a reason: three ask for ends, breaches and disputes


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock stands at noon; returns what moves it."""
    moment = [NOON]
    monkeypatch.setattr("liandong.web.middleware.now", lambda: moment[0])
    monkeypatch.setitem(subjects._addresses, "duty", "duties:detail")
    return lambda **time: moment.__setitem__(0, NOON + timedelta(**time))


def tell(cast, count):
    with acting(cast.south):
        for _ in range(count):
            notices.tell(cast.south, "test.told", agencies=[cast.north.agency], message="Draft", subject_kind="duty",
                         subject=uuid7())


def home(sign_in, actor):
    answer = sign_in(actor).get("/")
    assert answer.status_code == 200
    return answer


def labels(answer):
    return {figure.label: figure.value for figure in answer.context["figures"]}


def test_a_new_agency_sees_an_empty_desk_and_no_zeros(cast, sign_in):
    answer = home(sign_in, cast.far)
    assert answer.context["figures"] == [] and "figs" not in answer.text
    assert "没有待办事项" in answer.text and "尚无义务" in answer.text


def test_the_monthly_duty_is_on_both_desks(cast, sign_in):
    agree(cast.north, cast.south, duties=[promise(cast.north, cast.south)])
    for actor, partner in ((cast.north, "江南市公安局"), (cast.south, "江北市公安局")):
        answer = home(sign_in, actor)
        assert [(task.title, task.under) for task in answer.context["todo"]] == [
            ("月度情报交换", f"2026年11月·{partner}·江公协字〔2026〕3号 第三条")]
        assert (len(answer.context["week"]), answer.context["due_now"], len(answer.context["owed"])) == (5, 1, 1)
        assert labels(answer)["本周到期义务"] == "1"


def test_what_is_overdue_comes_first_and_what_is_kept_goes(cast, sign_in, noon):
    agree(cast.north, cast.south, duties=[promise(cast.north), promise(cast.north, kind="report", every="week", on=None)])
    noon(days=3)
    answer = home(sign_in, cast.north)
    assert [task.title for task in answer.context["todo"]][0] == "月度情报交换" and "ck-late" in answer.text
    assert labels(answer)["按时履行率"] == "0%"
    with acting(cast.north):
        actions.keep(cast.north, queries.owed_by(cast.north.agency).get(kind="intelligence_transfer", due_at__lt=NOON
                     + timedelta(days=3)), evidence="已送达", version=1)
    answer = home(sign_in, cast.north)
    assert all("情报交换" not in task.title for task in answer.context["todo"]) and labels(answer)["按时履行率"] == "100%"


def test_what_came_in_is_marked_until_it_is_read(cast, sign_in):
    tell(cast, 2)
    with acting(cast.north):
        notices.read_all(cast.north)
    tell(cast, 1)
    answer = home(sign_in, cast.north)
    assert [line.is_new for line in answer.context["incoming"]].count(True) == 1 and answer.context["unread"] == "1"
    assert labels(answer)["本周来件"] == "3"


def test_news_are_sentences_of_what_both_sides_may_read(cast, sign_in):
    deed = agree(cast.north, cast.south, duties=[promise(cast.north)])
    news = [item.words for item in home(sign_in, cast.south).context["news"]]
    assert f"沈砚秋 依据{deed.number}启动 1 项周期义务" in news
    assert home(sign_in, cast.far).context["news"] == []


def test_only_the_desk_is_asked_to_keep_duties(cast, sign_in, monkeypatch):
    agree(cast.north, cast.south, duties=[promise(cast.north)])
    monkeypatch.setattr("liandong.web.views.todo.duty_rules.DESK", frozenset())
    assert home(sign_in, cast.north).context["todo"] == []


def test_the_first_card_goes_after_the_first_act(cast, sign_in, settings):
    settings.DEMO = True
    assert "先试这三步" in home(sign_in, cast.far).text
    agree(cast.far, cast.south, duties=[promise(cast.far)])
    assert "先试这三步" not in home(sign_in, cast.south).text


def count(sign_in, actor, django_assert_num_queries):
    client = sign_in(actor)
    client.get("/")  # the session is renewed once a minute
    with django_assert_num_queries(BASELINE, exact=False) as taken:
        client.get("/")
    return len(taken)


def test_it_costs_no_more_however_much_there_is(cast, sign_in, django_assert_num_queries):
    agree(cast.north, cast.south, duties=[promise(cast.north, cast.south)])
    tell(cast, 1)
    little = count(sign_in, cast.north, django_assert_num_queries)
    for kind in ("report", "meeting", "training", "payment"):
        agree(cast.north, cast.south, duties=[promise(cast.north, cast.south, kind=kind, every="day", on=None)])
    tell(cast, 20)
    assert count(sign_in, cast.north, django_assert_num_queries) <= little


@pytest.mark.parametrize("values, points", [
    ([0, 0, 0], ""), ([None, None, 5], ""), ([3, 3], "0.0,10.0 72.0,10.0"), ([0, 5, 10], "0.0,18.0 36.0,10.0 72.0,2.0"),
    ([None, 50.0, 100.0], "36.0,18.0 72.0,2.0"),
])
def test_a_line_is_drawn_through_what_is_known(values, points):
    assert figures.spark(values)[0] == points


def test_agreements_are_counted_as_they_stood_week_by_week(cast):
    running(cast)
    with acting(cast.south):
        it = Agreement.objects.get()
        moments = [it.sent_at, it.starts_at, it.ends_at]
        counted = agreements.counted(cast.south, moments, ending=it.ends_at)
        assert counted.running == [int(it.starts_at <= at < it.ends_at) for at in moments] != [0, 0, 0]
        assert counted.negotiating == [int(it.sent_at <= at < it.signed_at) for at in moments]
        ends = [it.ends_at, it.ends_at - timedelta(days=1)]
        assert [agreements.counted(cast.south, [it.starts_at], ending=end).ending for end in ends] == [1, 0]
    with acting(cast.far):
        assert agreements.counted(cast.far, moments, ending=it.ends_at).running == [0, 0, 0]


def test_eight_weeks_begin_on_mondays_in_beijing():
    weeks = figures.mondays(NOON)
    assert len(weeks) == 8 and weeks[-1].isoformat() == "2026-11-23T00:00:00+08:00"


def test_who_may_neither_draft_nor_enter_is_offered_neither(sign_in, cast):
    assert {"/agreements/import/", "/records/new/lead/"} <= set(re.findall('href="([^"]*)"', home(sign_in, cast.clerk).text))
    with owner():
        Officer.objects.filter(pk=cast.clerk.officer).update(roles=["administrator"])
    page = home(sign_in, cast.clerk).text
    assert "/agreements/import/" not in page and "/records/new/lead/" not in page
    assert "/agreements/import/" not in sign_in(cast.clerk).get("/agreements/").text


def test_a_question_waits_for_the_other_side_and_the_paused_duty_stands_last(cast, sign_in):
    agree(cast.north, cast.south, duties=[promise(cast.north)])
    with acting(cast.north):
        owed = queries.owed_by(cast.north.agency)[0]
        actions.ask(cast.north, owed, question="报送口径是否含轻微警情", version=owed.version)
    [task] = home(sign_in, cast.south).context["todo"]
    assert task.title == "江北询问：报送口径是否含轻微警情" and task.act == "答复" and task.waited
    own = [task for task in home(sign_in, cast.north).context["todo"] if task.paused]
    assert len(own) == 1 and "等待答复" in home(sign_in, cast.north).text


def test_ends_breaches_and_disputes_wait_for_whoever_may_answer_them(cast, sign_in):
    contested(cast, running(cast))
    with acting(cast.south):
        [breach], [dispute] = Breach.objects.all(), Dispute.objects.all()
        done.ask_damages(cast.south, breach, amount=Decimal(900), days=30, text="补办费用", version=breach.version)
        done.add_to_dispute(cast.south, dispute, verb="propose", text="改为每月28日")
    waits = {task.title.partition("·")[0] for task in home(sign_in, cast.north).context["todo"]}
    assert {"答复终止提议", "答复赔偿要求", "答复处理结果"} <= waits
    desk = {task.title.partition("·")[0] for task in home(sign_in, cast.clerk).context["todo"]}
    assert not desk & {"答复终止提议", "答复赔偿要求", "答复处理结果"}  # a signatory's to answer


def test_what_must_be_acknowledged_stands_first_and_is_acknowledged_in_place(cast, sign_in):
    agree(cast.north, cast.south, duties=[promise(cast.north)])
    with acting(cast.south):
        notices.tell(cast.south, "test.told", agencies=[cast.north.agency], message="Draft", subject_kind="duty",
                     subject=uuid7(), urgent=True)
    answer = home(sign_in, cast.north)
    task = answer.context["todo"][0]
    assert (task.act, task.mark, task.is_posted) == ("签收", "urgent", True)
    answer.client.post(task.url, {"idempotency_key": str(uuid7())})
    assert [t for t in home(sign_in, cast.north).context["todo"] if t.is_posted] == []


def test_every_figure_opens_exactly_the_rows_behind_it(cast, sign_in, noon):
    agree(cast.north, cast.south, duties=[promise(cast.north, cast.south), promise(cast.north, kind="report", every="day")])
    noon(days=3)
    with acting(cast.north):
        owed = list(queries.owed_by(cast.north.agency)[:2])
    for duty, at in zip(owed, (owed[0].due_at, NOON + timedelta(days=3)), strict=True):  # in time, late; others are overdue
        with acting(replace(cast.north, at=at)):
            actions.keep(replace(cast.north, at=at), duty, evidence="已报", version=1)
    tell(cast, 2)
    with acting(cast.north):
        notices.tell(cast.north, "test.told", agencies=[cast.north.agency], message="x", subject_kind="duty", subject=uuid7())
    client = sign_in(cast.north)
    found = {figure.label: figure for figure in client.get("/").context["figures"]}
    rows = client.get(found["按时履行率"].url).context["rows"]
    assert {row.duty.outcome for row in rows} == {"kept", "late", ""} and all(row.is_ours for row in rows)
    assert found["按时履行率"].value == f"{round(100 * sum(row.duty.outcome == 'kept' for row in rows) / len(rows))}%"
    assert str(client.get(found["本周到期义务"].url).context["count"]) == found["本周到期义务"].value
    assert str(client.get(found["本周来件"].url).context["page"].count) == found["本周来件"].value == "2"


def test_what_officers_set_for_themselves_is_no_news(cast, sign_in):
    with acting(cast.clerk):
        notices.prefer(cast.clerk, address="han@example.cn", mail=[], quiet_from=None, quiet_until=None, version=1)
        keys.make(cast.clerk)
    assert home(sign_in, cast.north).context["news"] == []


def test_every_figure_opens_its_rows_and_every_row_keeps_its_place(cast, sign_in):
    agree(cast.north, cast.south, duties=[promise(cast.north, cast.south)])
    tell(cast, 1)
    client = sign_in(cast.north)
    answer = client.get("/")
    assert len(answer.context["figures"]) >= 2
    assert {client.get(figure.url).status_code for figure in answer.context["figures"]} == {200}
    assert f'data-live="agency:{cast.north.agency}"' in answer.text and "data-key" in answer.text


def test_what_an_agency_below_has_not_done_waits_for_its_superior_until_it_is_ordered(cast, sign_in, noon):
    with owner():
        lan = new_agency("岚省公安厅", "990000000000", tier="province")
        Agency.objects.filter(pk=cast.north.agency).update(parent=lan)
        above = new_actor(lan, "500001", "钟鸣远", *ALL, "head", "leader")
    agree(cast.north, cast.south, duties=[promise(cast.north, cast.south)])
    noon(days=20)
    late = replace(above, at=NOON + timedelta(days=20))
    fire(late.at)
    [task] = home(sign_in, above).context["todo"]
    assert (task.title, task.act) == ("江北逾期未办：月度情报交换", "督办")
    with acting(late):
        duty = queries.laid_before(late).get()
        actions.order(late, duty, text="请补报。", amount=3, unit="day", version=duty.version)
    assert home(sign_in, above).context["todo"] == []
