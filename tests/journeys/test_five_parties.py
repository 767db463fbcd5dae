"""A framework of five negotiated in several windows, approved inside two agencies, signed by all; one signed on paper."""
from types import SimpleNamespace

import pytest

from conftest import PASSWORD, new_actor, new_agency, owner
from liandong.agreements import actions, queries
from liandong.agreements.models import Agreement, ReviewStep
from liandong.kernel.actor import acting
from liandong.web.demo import table, texts
from tests.story import _agreed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("云州市公安局", "江陵市公安局", "南浦市公安局", "沧河市公安局", "青原县公安局")
CLAUSES = (texts.sharing("案件线索"), texts.meetings("每季度"), texts.SECRECY, texts.term("三年", "三十日"))


@pytest.fixture
def five(transactional_db):
    """A signatory who also negotiates in each; the first two ask their legal reviewer and their leader first."""
    with owner():
        agencies = [new_agency(name, f"99010{place}000000") for place, name in enumerate(NAMES)]
        found = [new_actor(agency, f"10000{place}", f"顾明{place}", "clerk", "signatory", "leader")
                 for place, agency in enumerate(agencies)]
        for place in (0, 1):
            ReviewStep.objects.bulk_create(ReviewStep(agency=agencies[place], order=order, role=role)
                                           for order, role in enumerate(("reviewer", "leader"), 1))
        law = [new_actor(agencies[place], f"20000{place}", f"季怀{place}", "reviewer") for place in (0, 1)]
    return SimpleNamespace(bosses=found, law=law)


def drafted(actor) -> str:
    """A complete draft of the five; returns its page."""
    with acting(actor):
        draft = actions.lay_in(actor, text=texts.agreement(NAMES, "警务协作框架协议", CLAUSES))
        terms = queries.terms_of(draft)
        for share in terms.sharing:
            share.level = 1
        actions.edit(actor, draft, text=draft.text, terms=terms, version=draft.version)
    return f"/agreements/{draft.pk}/"


def ask(desk, path, dialog, note=""):
    """Open a dialog of the page, say why where it asks, and do it."""
    desk.go(path)
    desk.page.click(f'[data-dialog="#{dialog}"]')
    if note:
        desk.page.fill(f"#{dialog} [name=note]", note)
    desk.page.click(f"#{dialog} button[type=submit]")
    desk.page.wait_for_load_state()


def change(actor, path):
    """江陵 asks for fewer meetings and a longer notice."""
    with acting(actor):
        it = queries.of(path.split("/")[2])
        text = it.text.replace("每季度召开", "每半年召开").replace("提前三十日", "提前九十日")
        actions.change(actor, it, text=text, terms=queries.terms_of(it), why="会议过密", version=it.version)


def counter(desk, path):
    """Take over what speaks of meetings, turn the rest down."""
    page = desk.page
    desk.go(f"{path}answer/")
    for row in page.locator(".change-x").all():
        row.locator(f"input[value={'take' if '半' in row.inner_text() else 'turn'}]").check()
    assert page.locator("[data-agree]").inner_text().strip() == "提出新版本"
    page.fill("#why", "通知期维持三十日")
    page.click("[data-agree]")
    page.wait_for_url(f"**{path}")


def comment(desk, path, words):
    desk.go(f"{path}?tab=negotiation")
    desk.page.fill("#c-quote", "实时共享")
    desk.page.fill("#c-body", words)
    desk.page.locator("form.talk-x").first.locator("button[type=submit]").click()
    desk.page.wait_for_load_state()


def sign(desk, path):
    desk.go(f"{path}sign/")
    desk.page.fill("input[name=password]", PASSWORD)
    desk.page.click("main button[type=submit]")
    desk.page.wait_for_url(lambda url: "/sign/" not in url)


def test_five_negotiate_approve_and_sign(desk_of, five, clock):
    path = drafted(five.bosses[0])
    first, third = desk_of(five.bosses[0]), desk_of(five.bosses[2])
    ask(first, path, "send")
    clock.forward(minutes=5)
    comment(third, path, "限于跨市案件")
    change(five.bosses[1], path)
    clock.forward(minutes=5)
    counter(third, path)
    first.go(f"{path}?tab=negotiation")
    shown = first.page.inner_text("main")
    assert "限于跨市案件" in shown and "部分采纳" in shown and "通知期维持三十日" in shown
    with acting(five.bosses[0]):
        it = Agreement.objects.get()
    assert it.edition == 3 and "每半年召开" in it.text and "提前三十日" in it.text

    desks = [first, desk_of(five.bosses[1]), third, desk_of(five.bosses[3]), desk_of(five.bosses[4])]
    for place in (0, 1, 3, 4):
        ask(desks[place], path, "agree")
    assert first.go(f"{path}sign/").status == 409  # its legal reviewer has not approved
    for place in (0, 1):
        law = desk_of(five.law[place])
        assert "审批协议" in law.page.inner_text("main")
        ask(law, f"{path}?tab=negotiation", "approve")
        clock.forward(minutes=1)
        ask(desks[place], f"{path}?tab=negotiation", "approve")
    for desk in desks:
        sign(desk, path)
    with acting(five.bosses[4]):
        assert Agreement.objects.get().stage == "signed"


def test_what_was_signed_on_paper_runs_once_both_have_confirmed_it(desk_of, five, clock):
    north, south = five.bosses[3], five.bosses[4]
    path = f"/agreements/{_agreed(north, south).pk}/"
    one, other = desk_of(north), desk_of(south)
    lay(one, path)
    ask(other, path, "turn_down", note="缺第二页")
    one.go(path)
    assert "缺第二页" in one.page.inner_text("main")
    lay(one, path)
    for desk in (one, other):
        sign(desk, path)
    other.go(path)
    assert "签署于纸质文本" in other.page.inner_text(".ld-head") and "各方已确认" in other.page.inner_text("main")


def lay(desk, path):
    desk.go(f"{path}original/")
    desk.page.set_input_files("input[type=file]", {"name": "盖章件.png", "mimeType": "image/png", "buffer": table.scan()})
    for field, day in zip(desk.page.locator("input[type=date]").all(), ("2026-11-01", "2026-11-03"), strict=True):
        field.fill(day)
    desk.page.click("main button[type=submit]")
    desk.page.wait_for_url(f"**{path}")
    assert desk.page.locator("img.scan-x").evaluate("it => it.naturalWidth") == 420
