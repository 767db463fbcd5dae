"""What was promised happens on time, because everybody sees the clock: from the reminder to the superior's order."""
from types import SimpleNamespace

import pytest

from conftest import new_actor, new_agency, owner, role
from liandong.agencies.models import Agency
from liandong.duties import actions as duties, queries
from liandong.duties.tests.conftest import agree, promise
from liandong.kernel.actor import acting
from liandong.notices import actions as notices

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {"zh-CN": {"paused": "已暂停", "missed": "逾期", "kept": "逾期履行", "urgent": "特急"},
         "en-US": {"paused": "Paused", "missed": "verdue", "kept": "Kept late", "urgent": "Extra urgent"}}


@pytest.fixture(params=["zh-CN", "en-US"])
def language(request) -> str:
    """Each story is told in both languages."""
    return request.param


@pytest.fixture
def bureaus(transactional_db, clock):
    """Two bureaus that exchange intelligence every month, their posts, and the department of the province above them."""
    with owner():
        above = new_agency("岚省公安厅", "990000000000", tier="province")
        yunzhou, jiangling = new_agency("云州市公安局", "990100000000"), new_agency("江陵市公安局", "990200000000")
        Agency.objects.filter(pk__in=[yunzhou.pk, jiangling.pk]).update(parent=above)
        found = SimpleNamespace(
            clerk=new_actor(yunzhou, "010002", "陆知远", "clerk", "liaison", "officer", "signatory"),
            administrator=new_actor(yunzhou, "010005", "张伟", "administrator", "clerk", "head"),
            head=new_actor(yunzhou, "010003", "韩牧川", "officer", "head"),
            leader=new_actor(yunzhou, "010001", "顾明澈", "leader"),
            partner=new_actor(jiangling, "020002", "沈砚秋", "clerk", "liaison", "officer", "signatory"),
            superior=new_actor(above, "000001", "钟鸣远", "leader", "liaison"))
    agree(found.clerk, found.partner, duties=[promise(found.clerk, found.partner)])
    with acting(found.clerk):
        found.duty = queries.owed_by(found.clerk.agency).first()
    return found


def tick(clock, work, **span: float) -> int:
    """Time passes, and the job does what has come due."""
    clock.forward(**span)
    with role("jobs"):
        return work(clock.at)


def told(desk) -> str:
    """What the officer's page of notices says."""
    desk.go("/notices/")
    return desk.page.inner_text("main")


def test_a_monthly_duty_from_reminder_to_the_superiors_order(bureaus, clock, desk_of, language):
    words, path = WORDS[language], f"/duties/{bureaus.duty.pk}/"
    assert tick(clock, duties.fire, days=1) == 2  # both sides owe one, and both are reminded
    debtor = desk_of(bureaus.clerk, language=language)
    assert bureaus.duty.number in told(debtor)

    debtor.go(path)
    debtor.page.click("[data-dialog='#ask']")
    debtor.page.fill("#ask textarea[name=question]", "四号线索的时间范围从何时起？")
    debtor.page.click("#ask button[type=submit]")
    debtor.page.wait_for_selector(f".ck-paused:has-text('{words['paused']}')")

    tick(clock, duties.fire, days=3)
    creditor = desk_of(bureaus.partner, language=language)
    creditor.go(path)
    creditor.page.fill("textarea[name=answer]", "自十月一日起。")
    creditor.page.click("main form:has(textarea[name=answer]) button[type=submit]")
    creditor.page.wait_for_selector("text=自十月一日起。")
    assert creditor.page.locator(".ck-paused").count() == 0

    tick(clock, duties.fire, days=5)
    assert bureaus.duty.number in told(desk_of(bureaus.leader, language=language))
    assert desk_of(bureaus.superior, language=language).go(path).status == 404  # not yet a superior's matter
    tick(clock, duties.fire, days=3)
    superior = desk_of(bureaus.superior, language=language)
    superior.go(path)
    assert words["missed"] in superior.page.inner_text("main") + superior.page.inner_text("aside")
    superior.page.click("[data-dialog='#order']")
    superior.page.fill("#order textarea[name=text]", "三个工作日内完成传递，并报告原因。")
    superior.page.click("#order button[type=submit]")
    superior.page.wait_for_selector("main >> text=三个工作日内完成传递")

    answered(desk_of(bureaus.clerk, language=language), bureaus, path, words)
    superior.go(path)
    assert words["kept"] in superior.page.inner_text("body")


def answered(debtor, bureaus, path, words) -> None:
    """The debtor keeps the duty, late, and answers the order."""
    with acting(bureaus.clerk):
        order = queries.duties().get(basis_kind="order", basis=bureaus.duty.pk)
    for where, evidence in ((path, "江公情〔2026〕12号已传递"), (f"/duties/{order.pk}/", "已传递；原因：人员轮岗交接遗漏")):
        debtor.go(where)
        debtor.page.fill("textarea[name=evidence]", evidence)
        debtor.page.click("main form:has(textarea[name=evidence]) button[type=submit]")
        debtor.page.wait_for_selector(f"main >> text={evidence}")


def test_an_urgent_notice_nobody_answers_reaches_the_leader_after_ten_minutes(bureaus, clock, desk_of, language):
    with acting(bureaus.partner):
        notices.tell(bureaus.partner, "duties.ask", agencies=[bureaus.clerk.agency], subject_kind="duty",
                     values={"agency": "江陵", "basis": bureaus.duty.number, "due": "2026-11-25"},
                     subject=bureaus.duty.pk, roles=["liaison"], urgent=True)
    clerk = desk_of(bureaus.clerk, language=language)
    assert clerk.page.locator(".ld-urgent").count() == 1
    assert desk_of(bureaus.leader, language=language).page.locator(".ld-urgent").count() == 0
    assert tick(clock, notices.escalate, minutes=5, seconds=30) == 1
    assert desk_of(bureaus.head, language=language).page.locator(".ld-urgent").count() == 1
    assert tick(clock, notices.escalate, minutes=5) == 1
    leader = desk_of(bureaus.leader, language=language)
    assert WORDS[language]["urgent"] in leader.page.inner_text(".ld-urgent")
    leader.page.click(".ld-urgent button[type=submit]")
    leader.page.wait_for_selector(".ld-urgent", state="detached")
    clerk.page.wait_for_selector(".ld-urgent", state="detached")  # the open page of the desk hears of it
    assert tick(clock, notices.escalate, minutes=5) == 0
