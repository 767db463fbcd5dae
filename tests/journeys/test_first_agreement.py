"""The first agreement that runs: from the text of a paper to the closed door, in two browsers."""
import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest

from conftest import NOON, PASSWORD, new_actor, new_agency, owner, role
from liandong.audit import actions as audit
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing
from liandong.sharing.rules.entries import Entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = Path(__file__).parents[1] / "data" / "journeys" / "two-cities.txt"


@pytest.fixture
def bureaus(transactional_db):
    """A clerk and a leader on each side."""
    with owner():
        yunzhou = new_agency("云州市公安局", "990100000000", duty_phone="0999-555 0117")
        jiangling = new_agency("江陵市公安局", "990200000000")
        return SimpleNamespace(
            clerk=new_actor(yunzhou, "010002", "陆知远", "clerk", "liaison", "officer"),
            leader=new_actor(yunzhou, "010001", "顾明澈", "signatory"),
            their_clerk=new_actor(jiangling, "020002", "沈砚秋", "clerk", "liaison", "officer"),
            their_leader=new_actor(jiangling, "020001", "苏其昂", "signatory", "inspector"))


@pytest.fixture
def lead(bureaus):
    """A lead of 云州, entered before there was any agreement."""
    with acting(bureaus.clerk):
        return sharing.enter(bureaus.clerk, Entry(
            kind="lead", level=1, title="临港区废旧金属市场夜间收购电池", region="990102", case_class="05000200",
            elements={"content": "夜间有厢式货车成批出售电池。", "reliability": "B", "credibility": "2"}))


def paper() -> dict:
    """The text as a docx, as an office makes it."""
    document, found = docx.Document(), io.BytesIO()
    for line in TEXT.read_text("utf-8").splitlines():
        document.add_paragraph(line)
    document.save(found)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": "云州江陵警务合作协议书.docx", "mimeType": kind, "buffer": found.getvalue()}


def open_term(page, key):
    """Open one term of the reader by a click on it."""
    term = page.locator(f'.term[data-key="{key}"]')
    if not term.locator(".ask").is_visible():
        term.locator("> span").first.click()
    return term


def settle_sharing(page):
    """How far each category goes, and what the loose words mean."""
    for category in ("leads", "persons", "warnings"):
        term = open_term(page, f"sharing.{category}")
        term.locator("select[name$=-level]").select_option("1")
        if category == "persons":
            term.locator("input[name$=-instead][value=suspects]").check()


def import_and_send(desk):
    """The clerk uploads the paper, fills the blanks and sends it; returns the agreement's path."""
    page = desk.page
    desk.go("/agreements/import/")
    page.set_input_files("input[type=file]", paper())
    page.click("main button[type=submit]")
    page.wait_for_selector(".terms")
    assert "云州市公安局与江陵市公安局警务合作协议书" in page.inner_text("h1")
    settle_sharing(page)
    page.locator('.term[data-key="sharing.leads"] button[type=submit]').dispatch_event("click")
    page.wait_for_url("**/edit/**")
    page.wait_for_selector('[data-dialog="#send"]:not([disabled])')
    page.click('[data-dialog="#send"]')
    page.click("#send button[type=submit]")
    page.wait_for_selector(".ld-steps")
    return page.url.removeprefix(desk.url).split("?")[0]


def add_duty_and_notice(desk, path):
    """The partner adds a monthly exchange on the 25th and thirty days' notice."""
    page = desk.page
    desk.go(f"{path}edit/")
    page.fill("#why", "补充每月交换和终止通知")
    with page.expect_response("**/row/duties/"):
        page.click("button[hx-get*='/row/duties']")
    term = page.locator(".term-new").last
    term.locator("> span").first.click()
    term.locator("select[name$=-kind]").select_option("intelligence_transfer")
    term.locator("select[name$=-every]").select_option("month")
    term.locator("input[name$=-on]").fill("25")
    ending = open_term(page, "termination")
    ending.locator("select[name$=-how]").select_option("notice")
    ending.locator("input[name$=-notice_days]").fill("30")
    page.locator(".ld-acts button.btn-primary").click()
    page.wait_for_url(f"**{path}*")


def agree(desk, path):
    desk.go(path)
    desk.page.click('[data-dialog="#agree"]')
    desk.page.click("#agree button[type=submit]")
    desk.page.wait_for_load_state()


def sign(desk, path):
    desk.go(f"{path}sign/")
    desk.page.fill("input[name=password]", PASSWORD)
    desk.page.click("main button[type=submit]")
    desk.page.wait_for_url(f"**{path}*")


def status(desk, record):
    return desk.go(f"/records/{record.pk}/").status


def seal():
    with role("jobs"):
        audit.seal(NOON)


def exported(desk, folder) -> Path:
    """The ledger as the officer takes it away."""
    desk.go("/ledger/")
    desk.page.click("[data-dialog='#export']")
    with desk.page.expect_download() as download:
        desk.page.click("#export button[type=submit]")
    found = Path(folder) / "ledger.jsonl"
    download.value.save_as(found)
    return found


def verify(file: Path) -> subprocess.CompletedProcess:
    """`liandong verify EXPORT`, on a machine that has nothing but the file."""
    return subprocess.run([sys.executable, "-m", "liandong.web", "verify", str(file)], capture_output=True, text=True)


def negotiate(desk_of, bureaus, clock):
    """From the upload to the last signature; returns the agreement's path and the desks."""
    clerk, partner = desk_of(bureaus.clerk), desk_of(bureaus.their_clerk)
    path = import_and_send(clerk)
    clock.forward(minutes=10)
    add_duty_and_notice(partner, path)
    clock.forward(minutes=10)
    agree(clerk, path)
    return path, clerk, partner


def test_an_agreement_opens_what_it_promises_and_closes_it_on_its_day(desk_of, bureaus, lead, clock, folder):
    path, clerk, partner = negotiate(desk_of, bureaus, clock)
    assert status(partner, lead) == 404
    leader, their_leader = desk_of(bureaus.leader), desk_of(bureaus.their_leader)
    sign(leader, path)
    assert status(partner, lead) == 404
    clock.forward(minutes=5)
    sign(their_leader, path)

    assert status(partner, lead) == 200
    why = partner.page.inner_text(".why")
    assert "云公协字〔2026〕1号" in why and "二" in why
    for desk in (clerk, partner):
        desk.go("/")
        assert "情报" in desk.page.inner_text("main") and "25" in desk.page.inner_text("main")

    clock.forward(days=1)
    unlock_all(their_leader, partner, clerk)
    receive(clerk, give_notice(their_leader, path))
    assert status(partner, lead) == 200
    clock.at = NOON.replace(hour=15, minute=59)
    clock.forward(days=31)  # 24 December, a minute before midnight in Shanghai
    unlock_all(partner, their_leader)
    assert status(partner, lead) == 200
    clock.forward(minutes=1)
    assert status(partner, lead) == 404
    check_ledger(their_leader, folder)


def give_notice(desk, path):
    desk.go(path)
    desk.page.click(".ld-acts details.menu summary")
    desk.page.click(".ld-acts details.menu a[href$='/end/notice/']")
    desk.page.fill("main [name=why]", "机构调整")
    with desk.page.expect_navigation():
        desk.page.click("main .form-acts button[type=submit]")
    return desk.page.url


def receive(desk, address):
    """A desk of the other side confirms that it received the notice."""
    desk.page.goto(address)
    desk.page.click('[data-dialog="#receive"]')
    with desk.page.expect_navigation():
        desk.page.click("#receive button[type=submit]")


def unlock_all(*desks):
    """A month later every page is locked: the password opens it again."""
    for desk in desks:
        desk.go("/unlock/")
        desk.page.fill("main input[name=password]", PASSWORD)
        with desk.page.expect_navigation():
            desk.page.click("main button[type=submit]")


def check_ledger(desk, folder):
    """The export holds, and fails after one byte is changed, naming the row."""
    seal()
    file = exported(desk, folder)
    assert verify(file).returncode == 0
    lines = file.read_bytes().split(b"\n")
    place = next(i for i, line in enumerate(lines) if b"agreements.sign" in line)
    lines[place] = lines[place].replace(b"agreements.sign", b"agreements.sigh", 1)
    file.write_bytes(b"\n".join(lines))
    broken = verify(file)
    assert broken.returncode == 1 and str(place + 1) in broken.stdout + broken.stderr
