"""The pages of shared records, as owner, partner and stranger see them."""
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOON
from liandong.audit.models import Entry as Line
from liandong.kernel import drafts
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.sharing import actions, queries
from liandong.sharing.models import Record

from .cast import CASE, ID, LEAD, SUSPECT, VEHICLE, WITNESS, entered

ACTS = ("edit", "release", "set_level", "relate")


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock; returns what moves it."""
    moment = [NOON]
    monkeypatch.setattr("liandong.web.middleware.now", lambda: moment[0])
    return lambda **time: moment.__setitem__(0, NOON + timedelta(**time))


@pytest.fixture
def shown(cast):
    """A suspect of north that south sees by release, with north's case and south's own live case."""
    with acting(cast.north):
        person, case = entered(cast.north, SUSPECT), entered(cast.north, CASE)
        for record in (person, case):
            actions.release(cast.north, record, cast.south.agency, purpose="核查", until=NOON + timedelta(days=9))
        actions.relate(cast.north, person, case, nature="involved_in", source="现场勘查")
    with acting(cast.south):
        entered(cast.south, CASE)
    return person, case


def post(client, name, /, *args, **fields):
    return client.post(reverse(f"sharing:{name}", args=args), {"idempotency_key": str(uuid7()), **fields})


def typed(entry=LEAD, **changes):
    return {"title": entry.title, "region": entry.region, "case_class": entry.case_class, "level": "1", "role": entry.role,
            "legal_basis": entry.legal_basis, "review_on": str(entry.review_on or ""), **entry.elements, **changes}


def test_a_foreign_record_is_not_there_whatever_is_asked(cast, sign_in):
    with acting(cast.north):
        record = entered(cast.north)
    client, key = sign_in(cast.far), record.pk
    for name in ("detail", *ACTS):
        assert client.get(reverse(f"sharing:{name}", args=[key])).status_code == 404
    for name, args in [("edit", ()), ("release", ()), ("set_level", ()), ("relate", ()), ("keep", ()), ("step", ("check",)),
                       ("reveal", ("phone",)), ("recall", (cast.far.agency,)), ("unrelate", (uuid7(),))]:
        assert post(client, name, key, *args).status_code == 404, name
    assert client.get(reverse("sharing:cell", args=[key, "phone"])).status_code == 404
    assert record.title not in client.get(reverse("sharing:list")).text


def test_who_sees_by_release_finds_no_door_to_change_it(cast, sign_in, shown):
    client = sign_in(cast.south)
    for name in ("edit", "release", "set_level"):
        assert client.get(reverse(f"sharing:{name}", args=[shown[0].pk])).status_code == 404
    for name, args in [("edit", ()), ("release", ()), ("set_level", ()), ("keep", ()), ("step", ("check",))]:
        assert post(client, name, shown[0].pk, *args, version=1).status_code == 404
    with acting(cast.north):
        assert Record.objects.get(pk=shown[0].pk).version == 1


def test_the_page_says_why_masks_and_shows_no_detail_anywhere(cast, sign_in, shown):
    client = sign_in(cast.south)
    for address in (reverse("sharing:detail", args=[shown[0].pk]), reverse("sharing:detail", args=[shown[1].pk]),
                    reverse("sharing:list")):
        answer = client.get(address)
        assert answer.status_code == 200 and ID not in answer.text and "13900006620" not in answer.text
    page = client.get(reverse("sharing:detail", args=[shown[0].pk])).text
    assert "1101** ******** ****" in page and "江北市公安局" in page and "why" in page


def test_a_reveal_is_drawn_for_five_minutes_and_then_masked_again(cast, sign_in, shown, noon):
    client, key = sign_in(cast.south), shown[0].pk
    with acting(cast.south):
        case = queries.live_cases(cast.south).get()
    assert post(client, "reveal", key, "credential_no", case="").status_code == 409
    answer = post(client, "reveal", key, "credential_no", case=case.pk)
    assert answer.status_code == 302 and ID not in answer.text
    cell = reverse("sharing:cell", args=[key, "credential_no"])
    assert ID in client.get(cell).text and "delay:300s" in client.get(cell).text
    noon(minutes=5)
    assert ID not in client.get(cell).text
    with acting(cast.north):
        assert Line.objects.filter(verb="sharing.reveal", subject=key).count() == 1
        assert Line.objects.filter(verb="sharing.reveal.refused").count() == 1
    assert "沈砚秋" in sign_in(cast.north).get(reverse("sharing:detail", args=[key])).text


@pytest.mark.parametrize("entry", [LEAD, CASE, SUSPECT, VEHICLE], ids=lambda e: e.kind)
def test_each_kind_is_entered_and_edited_on_its_form(cast, sign_in, entry):
    client, place = sign_in(cast.north), f"sharing.enter.{entry.kind}"
    with acting(cast.north):
        drafts.keep(cast.north, place, {"title": "写到一半"})
    assert client.get(reverse("sharing:enter", args=[entry.kind])).status_code == 200
    answer = post(client, "enter", entry.kind, **typed(entry))
    assert answer.status_code == 302
    with acting(cast.north):
        record = Record.objects.get()
        assert drafts.kept(cast.north, place) is None
    edit = client.get(reverse("sharing:edit", args=[record.pk]))
    assert edit.status_code == 200 and ID not in edit.text
    assert post(client, "edit", record.pk, **typed(entry, version=1, region="990202")).status_code == 302
    with acting(cast.north):
        assert (Record.objects.get().region, Record.objects.get().version) == ("990202", 2)


def test_bad_input_keeps_what_was_typed_and_says_what_is_wrong_beside_it(cast, sign_in):
    bad = typed(SUSPECT, credential_no="110105194912310021", name="", facts="写了很多")
    answer = post(sign_in(cast.north), "enter", "person", **bad)
    assert answer.status_code == 422 and "110105194912310021" in answer.text and "写了很多" in answer.text
    assert "id_credential_no_error" in answer.text and "id_name_error" in answer.text and 'href="#id_name"' in answer.text
    with acting(cast.north):
        assert not Record.objects.exists()


def test_a_state_secret_is_refused_at_the_door(cast, sign_in):
    answer = post(sign_in(cast.north), "enter", "lead", **typed(title="密级：绝密 某案"))
    assert answer.status_code == 422 and "id_title_error" in answer.text


def test_two_people_editing_both_texts_are_shown_and_the_next_save_goes_through(cast, sign_in):
    with acting(cast.north):
        record = entered(cast.north)
        actions.edit(cast.north, record, LEAD.__class__(**{**vars_of(LEAD), "title": "他人改的标题"}), version=1)
    client = sign_in(cast.north)
    answer = post(client, "edit", record.pk, **typed(title="我改的标题", version=1))
    assert answer.status_code == 409 and "他人改的标题" in answer.text and "我改的标题" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert post(client, "edit", record.pk, **typed(title="我改的标题", version=2)).status_code == 302


def vars_of(entry):
    return {name: getattr(entry, name) for name in entry.__slots__}


def test_a_witness_is_named_nowhere_without_a_reveal(cast, sign_in):
    with acting(cast.north):
        record = entered(cast.north, WITNESS)
        actions.release(cast.north, record, cast.south.agency, purpose="核查", until=NOON + timedelta(days=9))
    for actor in (cast.north, cast.south):
        client = sign_in(actor)
        for address in (reverse("sharing:list"), reverse("sharing:detail", args=[record.pk]), "/notices/"):
            assert "贺远岭" not in client.get(address).text


def test_filters_narrow_by_title_and_number_and_never_by_a_protected_detail(cast, sign_in, shown):
    client = sign_in(cast.north)
    for query, found in [("q=贺远岭", True), (f"q={shown[0].number}", True), (f"q={ID}", False), ("kind=vehicle", False),
                         ("category=suspects", True), ("since=2026-11-24", False), ("region=990100", True), ("kind=x", True)]:
        page = client.get(f"{reverse('sharing:list')}?{query}")
        assert (str(shown[0].pk) in page.text) == found, query


def test_the_list_asks_the_database_as_often_for_one_row_as_for_many(cast, sign_in, django_assert_max_num_queries):
    with acting(cast.north):
        for _each in range(12):
            record = entered(cast.north)
            actions.release(cast.north, record, cast.south.agency, purpose="x", until=NOON + timedelta(days=1))
    client = sign_in(cast.south)
    with django_assert_max_num_queries(45):
        assert client.get(reverse("sharing:list")).text.count("<tr>") >= 12


def test_the_panel_of_a_deed_that_is_not_ones_own_says_nothing(cast, sign_in):
    answer = sign_in(cast.far).get(reverse("sharing:deed_panel", args=[uuid7()]))
    assert answer.status_code == 200 and "<svg" not in answer.text


def test_a_step_and_keeping_are_done_with_one_button_each(cast, sign_in):
    with acting(cast.north):
        record = entered(cast.north)
    client = sign_in(cast.north)
    assert post(client, "step", record.pk, "check", version=1).status_code == 302
    assert post(client, "step", record.pk, "reopen", version=2).status_code == 409
    assert post(client, "step", record.pk, "vanish", version=2).status_code == 404
    assert post(client, "keep", record.pk, keep="yes", version=2).status_code == 302
    assert post(client, "set_level", record.pk, level="0", reason="", version=3).status_code == 422
    with acting(cast.north):
        assert (queries.of(record.pk).stage, queries.of(record.pk).kept_to_id) == ("checking", cast.north.department)


def test_the_mark_of_a_serious_incident_is_set_and_withdrawn_from_the_menu(cast, sign_in):
    with acting(cast.north):
        record = entered(cast.north)
    client, page = sign_in(cast.north), reverse("sharing:detail", args=[record.pk])
    assert post(client, "mark_serious", record.pk, version=1).status_code == 302
    marked = client.get(page)
    assert 'id="not-serious"' in marked.text and 'id="serious"' not in marked.text
    assert post(client, "withdraw_serious", record.pk, note=" ", version=2).status_code == 409
    assert post(client, "withdraw_serious", record.pk, note="误报", version=2).status_code == 302
    assert 'id="serious"' in client.get(page).text
    assert post(sign_in(cast.south), "withdraw_serious", record.pk, note="误报", version=3).status_code == 404
