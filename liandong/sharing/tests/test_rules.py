"""The standard, formats, masks, values and stages: tables, no database."""
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from conftest import NOON
from liandong.access.rules import sight
from liandong.sharing.rules import entries, formats, masking, records, standard
from liandong.sharing.rules.stages import LIFECYCLE, Stage

from .cast import CASE, ID, KINDS, LEAD, PERSON, SUSPECT, VEHICLE, VICTIM, WITNESS

FORBIDDEN = ("ethnic", "nation", "relig", "politic", "party", "health", "disease", "民族", "宗教", "政治", "健康", "病")


@pytest.mark.parametrize("kind", standard.KINDS)
def test_the_standard_is_whole(kind):
    found = standard.kinds()[kind]
    groups = {key for key, _label in found.groups}
    assert {e.group for e in found.elements} <= groups and set(found.stages) == {s.value for s in Stage}
    for e in found.elements:
        assert e.label.zh and e.label.en and (e.type == "code") == bool(e.codes)
        assert not e.codes or standard.codes(e.codes)
        assert not any(word in f"{e.name} {e.label.zh} {e.label.en}".lower() for word in FORBIDDEN)


def test_every_role_and_kind_has_a_category_and_a_name():
    made = {records.category(kind) for kind in standard.KINDS if kind != "person"}
    made |= {records.category("person", role) for role in standard.codes("role")}
    assert made == set(sight.categories()["records"]) == set(standard.codes("category"))


@pytest.mark.parametrize("number, fits", [
    (ID, True), ("110105194912310021", False), ("11010519491231002x", False), ("1101051949123100", False),
    ("11010519491331002X", False), ("539982199103124714", True)])
def test_an_identity_number_is_checked_by_its_digit_and_its_date(number, fits):
    fits = fits and formats.check_digit(number[:17]) == number[17]
    assert (formats.error("citizen_id", number) is None) == fits


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place, by):
    wrong = ID[:place] + str((int(ID[place]) + by) % 10) + ID[place + 1:]
    assert formats.error("citizen_id", wrong)


def test_the_place_of_an_identity_number_is_a_warning_and_never_an_error():
    for first, odd in [("990102", False), ("110105", False), ("539982", False), ("880105", True)]:
        number = f"{first}19910312471"
        number += formats.check_digit(number)
        assert formats.error("citizen_id", number) is None
        assert bool(formats.warning("citizen_id", number)) == odd


@pytest.mark.parametrize("plate", ["岚B90X1T", "京A12345", "粤AD12345", "京A12345D", "川A0001警", "京A1234挂", "粤ZA123港",
                                   "WJ京12345", "VA12345", "京X0001应急", "使001001"])
def test_plates_of_every_pattern_are_taken(plate):
    assert formats.error("plate", formats.tidy("plate", f" {plate[:2]}·{plate[2:].lower()} ")) is None


@pytest.mark.parametrize("plate", ["京AI2345", "京A1234", "鲁DABCD0", "昆A12345", "京A12345警", "A12345"])
def test_what_is_no_plate_is_refused(plate):
    assert formats.error("plate", plate)


def test_case_numbers_have_23_characters():
    assert formats.error("case_no", "A9901000000002026110001") is None
    assert formats.error("case_no", "A990100000000202613000") and formats.error("case_no", "B9901000000002026110001")


@pytest.mark.parametrize("text", ["绝密★30年", "密级：机密", "【秘密】", "关于某案的机密文件", "第一行\n机密\n第三行"])
def test_the_mark_of_a_state_secret_is_refused_at_every_text(text):
    assert formats.secret_mark(text)
    assert entries.check(replace(LEAD, title=text.split("\n")[0] if "\n" not in text else "机密★"), at=NOON).errors["title"]
    assert entries.check(replace(LEAD, elements={**LEAD.elements, "content": text}), at=NOON).errors["content"]


def test_work_secrets_and_trade_secrets_are_no_state_secrets():
    assert not any(formats.secret_mark(text) for text in ("工作秘密", "侵犯商业秘密", "泄露国家秘密罪", "属于秘密侦查"))


def test_an_identity_number_in_a_text_is_found_before_everybody_reads_it():
    for entry, name in [(CASE, "summary"), (LEAD, "content"), (SUSPECT, "facts")]:
        wrong = entries.check(replace(entry, elements={**entry.elements, name: f"嫌疑人{ID}在逃"}), at=NOON)
        assert name in wrong.errors
    assert "title" in entries.check(replace(CASE, title=f"{ID}盗窃案"), at=NOON).errors


@pytest.mark.parametrize("kind", standard.KINDS)
def test_a_good_entry_of_each_kind_passes_and_an_empty_one_says_what_is_missing(kind):
    assert not entries.check(KINDS[kind], at=NOON).errors
    empty = entries.check(replace(KINDS[kind], elements={}, title="", region="", role=""), at=NOON)
    wanted = {e.name for e in standard.kinds()[kind].elements if e.required}
    wanted |= {"region"} if standard.kinds()[kind].region == "required" else set()
    assert wanted <= set(empty.errors)


def test_persons_need_role_basis_and_a_review_within_a_year():
    for changes, name in [({"role": ""}, "role"), ({"role": "informant"}, "role"), ({"legal_basis": " "}, "legal_basis"),
                          ({"review_on": None}, "review_on"), ({"review_on": date(2026, 11, 23)}, "review_on"),
                          ({"review_on": date(2028, 1, 1)}, "review_on")]:
        assert name in entries.check(replace(SUSPECT, **changes), at=NOON).errors
    assert "paper_no" in entries.check(replace(SUSPECT, role="wanted"), at=NOON).errors


def test_an_unknown_element_is_not_taken_in():
    found = entries.check(replace(SUSPECT, elements={**PERSON, "ethnicity": "x"}), at=NOON)
    assert "ethnicity" in found.errors and "ethnicity" not in found.values


def test_dates_lie_in_the_past_and_in_order():
    late = {**CASE.elements, "occurred_from": "2026-12-01T00:00:00+08:00"}
    turned = {**CASE.elements, "occurred_to": "2026-10-01T00:00:00+08:00"}
    assert "occurred_from" in entries.check(replace(CASE, elements=late), at=NOON).errors
    assert "occurred_to" in entries.check(replace(CASE, elements=turned), at=NOON).errors


def test_names_of_victims_witnesses_and_minors_are_masked_even_in_the_title():
    kind = standard.kinds()["person"]
    minor = {**PERSON, "birth_on": "2010-01-01"}
    assert records.title(kind, "", "suspect", PERSON, NOON) == "嫌疑人 贺远岭"
    for role, elements in [("witness", PERSON), ("victim", PERSON), ("missing", minor)]:
        title = records.title(kind, "", role, elements, NOON)
        assert "贺**" in title and "远岭" not in title
    assert records.title(standard.kinds()["vehicle"], "", "", VEHICLE.elements, NOON) == "岚B90X1T 疑似套牌"


@given(st.text("0123456789X", min_size=1, max_size=20), st.booleans())
def test_a_mask_never_shows_the_whole_of_what_it_hides(value, protected):
    for rule in ("name", "identity", "phone", "address", "vin"):
        text = masking.masked(rule, value, is_protected=protected)
        assert "*" in text and (len(value) < 2 or value not in text)


def test_details_of_victims_are_closed_to_others_and_masked_for_their_owner():
    element = standard.kinds()["person"].element("credential_no")
    for entry, own, closed in [(VICTIM, False, True), (VICTIM, True, False), (WITNESS, False, False)]:
        shown = masking.shown(element, ID, role=entry.role, is_protected=True, is_own=own)
        assert shown.is_masked and shown.is_closed == closed and ID not in shown.text


def test_only_the_owner_takes_a_record_further():
    assert not LIFECYCLE.offers("open", sides={"reader"}, roles={"officer"})
    assert [o.step.verb for o in LIFECYCLE.offers("checking", sides={"owner"}, roles={"officer"})] == ["confirm", "refute"]
    assert {step.target for step in LIFECYCLE.steps} | {Stage.OPEN} == set(Stage)
