"""Any two records are related where that makes sense; groups hold persons involved in cases alone."""
from dataclasses import replace

import pytest
from django.urls import reverse

from conftest import NOON
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.sharing import actions, queries
from liandong.sharing.rules import relations, standard

from .cast import CASE, KINDS, LEAD, SUSPECT, VEHICLE, entered


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock."""
    monkeypatch.setattr("liandong.web.middleware.now", lambda: NOON)


def test_every_nature_stands_between_kinds_there_are_and_reads_both_ways():
    for one in relations.natures().values():
        assert one.starts | one.ends <= set(standard.KINDS) and one.forward.zh and one.back.en
        assert not one.mutual or one.starts == one.ends
    assert all(relations.partners(kind) for kind in ("case", "person", "vehicle", "lead", "place"))
    assert "<owns" in relations.between("vehicle", "person") and "owns" in relations.between("person", "vehicle")
    assert not relations.between("trend", "person")


def test_a_pair_that_makes_no_sense_is_refused_and_one_of_two_ways_is_enough(cast):
    with acting(cast.north):
        case, other, car = entered(cast.north, CASE), entered(cast.north, CASE), entered(cast.north, VEHICLE)
        for ends, nature in [((case, car), "owns"), ((car, case), "member_of"), ((case, case), "same_event"),
                             ((case, car), "no")]:
            with pytest.raises(Refused):
                actions.relate(cast.north, *ends, nature=nature, source="视频")
        actions.relate(cast.north, case, other, nature="same_event", source="研判", note="同一晚")
        with pytest.raises(Refused):
            actions.relate(cast.north, other, case, nature="same_event", source="研判")
        assert [r.note for r in queries.related(other)] == ["同一晚"]


def test_a_group_holds_nobody_but_persons_involved_in_cases(cast):
    with acting(cast.north):
        person, case, group = (entered(cast.north, KINDS[kind]) for kind in ("person", "case", "group"))
        with pytest.raises(Refused, match="involved in cases"):
            actions.relate(cast.north, person, group, nature="member_of", source="供述")
        by_case = actions.relate(cast.north, person, case, nature="took_part", source="供述")
        member = actions.relate(cast.north, person, group, nature="member_of", source="供述")
        with pytest.raises(Refused, match="membership"):
            actions.unrelate(cast.north, by_case)
        actions.unrelate(cast.north, member)
        actions.unrelate(cast.north, by_case)


def test_the_search_finds_by_number_or_title_what_one_sees_and_may_relate(cast, sign_in):
    with acting(cast.north):
        person, case = entered(cast.north, SUSPECT), entered(cast.north, CASE)
        entered(cast.north, replace(LEAD, title="系列盗窃线索"))
    with acting(cast.south):
        hidden = entered(cast.south, replace(CASE, title="江岸区系列盗窃案"))
    client, found = sign_in(cast.north), reverse("sharing:relatable", args=[person.pk])
    page = client.get(found, {"q": "系列盗窃"}).text
    assert case.title in page and hidden.title not in page
    assert case.title in client.get(found, {"q": case.number}).text
    assert client.get(reverse("sharing:relate", args=[person.pk]), {"other": hidden.pk}).status_code == 404
    answer = client.post(reverse("sharing:relate", args=[person.pk]), {
        "idempotency_key": str(uuid7()), "other": str(case.pk), "nature": "took_part", "source": "现场勘查", "note": "望风"})
    assert answer.status_code == 302
    assert "参与者" in client.get(reverse("sharing:detail", args=[case.pk])).text
