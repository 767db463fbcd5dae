"""A new agreement from a template: a changed term changes its sentence, a changed sentence asks, and it is sent."""
import pytest

from liandong.agreements.models import Agreement, Version
from liandong.agreements.rules.terms import Terms
from liandong.kernel.actor import acting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make(desk, cast):
    """Choose the template, look at its text, name the partner."""
    page = desk.page
    desk.go("/agreements/new/")
    page.check("#template-bilateral")
    page.select_option("select[name=party-1]", str(cast.south.agency))
    page.wait_for_selector(".look-x .paper:has-text('乙方：江南市公安局')")
    page.click(".form-acts .btn-primary")
    page.wait_for_selector(".reader-form")


def open_row(page, key: str):
    """Open the row of a term and wait for its fields."""
    page.click(f'.term[data-key="{key}"] .val')
    page.wait_for_selector(f'.term.open[data-key="{key}"] .ask-fields')


def test_text_and_terms_of_a_template_stay_in_step(desk_of, cast, clock):
    desk = desk_of(cast.north)
    page = desk.page
    make(desk, cast)
    open_row(page, "termination")
    page.fill("input[name=ending-notice_days]", "45")
    page.click('.term[data-key="termination"] .ask button[type=submit]:has-text("采用")')
    page.wait_for_selector(".paper:has-text('任何一方可提前四十五日书面通知对方终止本协议')")
    page.click("button[name=then][value=text]")
    page.wait_for_selector("#text")
    page.fill("#text", page.input_value("#text").replace("提前四十五日", "提前六十日"))
    page.click(".guide button[type=submit]")
    page.wait_for_selector('.term[data-todo][data-key="termination"]')
    page.click('.term[data-key="termination"] .val')
    page.click('button[name=settles][value="read:termination"]')
    page.wait_for_selector('.term[data-key="termination"]:not([data-todo]) .val:has-text("60")')
    page.click(".ld-acts .btn-primary")
    page.wait_for_selector("#send[open]")
    page.click("#send button[type=submit]")
    page.wait_for_selector(".ld-steps")
    with acting(cast.north):
        [sent] = Version.objects.all()
        terms = Terms.model_validate(Agreement.objects.get().terms)
    assert terms.termination and terms.termination.notice_days == 60 and "提前六十日书面通知" in sent.text
