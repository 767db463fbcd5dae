"""What an administrator adds to the standard: what is refused, what counts when, and that old records stay readable."""
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from conftest import NOON
from liandong.kernel.errors import Refused
from liandong.sharing.rules import adding, additions, entries, standard
from liandong.sharing.rules.additions import Addition

from .cast import LEAD

TODAY = date(2026, 11, 23)
FUEL = Addition("element", "lead", "x_fuel", 1, TODAY, "燃油种类", "Fuel", group="content", type="code", codes="x_fuels")
TABLE = Addition("table", "x_fuels", "-", 1, TODAY, "燃油种类", "Fuels")
DIESEL = Addition("code", "x_fuels", "01", 1, TODAY, "柴油", "Diesel")
PETROL = Addition("code", "x_fuels", "02", 1, TODAY, "汽油", "Petrol")
NOTE = Addition("element", "lead", "x_note", 1, TODAY, "交接备注", "Remark", group="content")


def on(*known, day=TODAY):
    return additions.extended(standard.base(), known, day)


def refused(one, *known, before=None):
    with pytest.raises(Refused) as error:
        adding.check(one, now=on(*known), before=before, today=TODAY)
    return error.value


def test_an_element_with_a_table_of_its_own_is_asked_for_from_its_day_on():
    now = on(TABLE, DIESEL, PETROL, FUEL)
    assert now.kinds["lead"].element("x_fuel").codes == "x_fuels" and list(now.codes["x_fuels"]) == ["01", "02"]
    assert on(replace(NOTE, since=TODAY + timedelta(1))).kinds["lead"].element("x_note") is None
    assert on(NOTE).kinds["lead"].version > standard.base().kinds["lead"].version
    assert on(NOTE).kinds["case"] is standard.base().kinds["case"]


@pytest.mark.parametrize("changes, field", [
    ({"zh": "民族"}, "zh"), ({"en": "Religion"}, "en"), ({"name": "x_health"}, "name"), ({"zh": "线人姓名"}, "zh"),
    ({"zh": ""}, "zh"), ({"name": "fuel"}, "name"), ({"group": "nowhere"}, "group"), ({"type": "code"}, "codes"),
    ({"codes": "sex"}, "codes"), ({"type": "number", "format": "phone"}, "format"), ({"type": "date", "mask": "name"}, "mask"),
    ({"since": TODAY - timedelta(1)}, "since"), ({"place": "nothing"}, "place"), ({"until": TODAY - timedelta(3)}, "until")])
def test_what_spoils_the_standard_is_refused_beside_its_field(changes, field):
    assert refused(replace(NOTE, **changes)).field == field


def test_a_forbidden_label_is_refused_with_the_article():
    assert "个人信息保护法" in str(refused(replace(NOTE, zh="宗教信仰")))


def test_a_type_never_changes_and_a_name_is_not_given_twice():
    assert refused(replace(NOTE, version=2, type="number"), NOTE, before=NOTE).field == "type"
    assert refused(NOTE, NOTE).field == "name"
    assert refused(replace(NOTE, name="x_other"), NOTE).field == "zh"


def test_codes_keep_the_shape_of_their_table_and_some_tables_are_closed():
    code = Addition("code", "region", "990699", 1, TODAY, "新设县", "New County")
    adding.check(code, now=on(), before=None, today=TODAY)
    assert refused(replace(code, name="99")).field == "name"
    assert refused(replace(code, place="case_class", name="05000900")).field == "name"
    assert refused(replace(code, place="role", name="target")).field == "place"
    assert refused(replace(code, name="990100")).field == "name"
    offence = replace(code, place="case_class", name="04009999", zh="侵犯宗教信仰自由案")  # named by law
    adding.check(offence, now=on(), before=None, today=TODAY)


def test_a_retired_code_keeps_its_label_and_an_unchanged_value_stays_right():
    known = (TABLE, DIESEL, PETROL, FUEL, replace(DIESEL, version=2, until=TODAY))
    entry = replace(LEAD, elements={**LEAD.elements, "x_fuel": "01"})
    with standard.taken_from(lambda: on(*known)):
        assert standard.label("x_fuels", "01", "zh") == "柴油" and "01" not in standard.codes("x_fuels")
        assert "x_fuel" in entries.check(entry, at=NOON).errors
        kept = entries.check(replace(entry, before=entry.elements), at=NOON)
    assert not kept.errors and kept.values["x_fuel"] == "01"


def test_a_shipped_code_can_be_retired_too():
    gone = Addition("code", "region", "990421", 1, TODAY, "南浦市石桥县", "Nanpu, Shiqiao County", until=TODAY)
    assert "990421" not in on(gone).codes["region"] and on(gone).labels["region"]["990421"].zh == "南浦市石桥县"


def test_a_name_is_made_from_the_english_label_and_never_taken_twice():
    assert adding.named("", "Fuel station", ["x_fuel_station"]) == "x_fuel_station_2"
    assert adding.named("", "110 call", []) == "x_n110_call" and adding.named("x_mine", "anything", []) == "x_mine"


def test_codes_are_typed_one_a_line():
    assert adding.code_rows("01, 柴油, Diesel\n\n02，汽油，Petrol") == [("01", "柴油", "Diesel"), ("02", "汽油", "Petrol")]
    for wrong in ("01, 柴油", "01, 柴油, Diesel\n01, 汽油, Petrol"):
        with pytest.raises(Refused):
            adding.code_rows(wrong)


STEPS = st.lists(st.tuples(st.sampled_from(["x_a", "x_b", "x_fuel"]), st.booleans(), st.integers(0, 3), st.booleans(),
                           st.sampled_from(["01", "02"])), max_size=14)


@settings(max_examples=60)
@given(STEPS)
def test_whatever_is_added_and_retired_old_records_stay_readable_and_right(steps):
    known, stored, day = (TABLE, DIESEL, PETROL), dict(LEAD.elements), TODAY
    for name, retires, later, required, code in steps:
        day += timedelta(later)
        what = replace(FUEL if name == "x_fuel" else replace(NOTE, name=name, zh=name), required=required)
        for one in (what, replace(DIESEL if code == "01" else PETROL, until=day if retires else None)):
            before = max((k for k in known if k.key == one.key), key=lambda k: k.version, default=None)
            until = (day if retires else None) if one.what == "code" or before else None
            known += (replace(one, version=before.version + 1 if before else 1, since=day, until=until),)
        now = on(*known, day=day)
        with standard.taken_from(lambda now=now: now):
            kind = standard.kinds()["lead"]
            entry = entries.merged(LEAD, kind="lead", level=1, region=LEAD.region, case_class=LEAD.case_class, elements=stored)
            entry = replace(entry, elements={**entry.elements, **{e.name: stored[e.name] for e in kind.elements
                                                                  if e.name in stored}})
            found = entries.check(entry, at=NOON)
            missing = {e.name for e in kind.elements if e.required and e.name not in stored}
            assert set(found.errors) == missing  # only what is asked for anew and was never entered
            assert all(kind.element(n) and (n != "x_fuel" or standard.label("x_fuels", v, "zh") in "柴油汽油")
                       for n, v in stored.items())
            if name in {e.name for e in kind.elements}:
                stored[name] = next(iter(standard.codes("x_fuels")), stored.get(name, "01")) if name == "x_fuel" else "写过"
