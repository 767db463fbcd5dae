"""Endings, breaches and disputes over the API, under row-level security."""
from dataclasses import replace
from datetime import timedelta

import pytest
from ninja.testing import TestClient

from conftest import NOON
from liandong.agreements import api
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused


@pytest.fixture
def ask(way):
    """Ask the API as an officer, some days after the agreement came into force."""
    way.signed()
    client = TestClient(api.router)

    def asking(actor, path, after=7, **body):
        actor = replace(actor, at=NOON + timedelta(days=after))
        with acting(actor):
            return (client.post(path, json=body, actor=actor) if body else client.get(path, actor=actor)).json()

    return asking


def test_a_notice_is_given_received_and_closes_the_agreement(cast, way, ask):
    made = ask(cast.south, f"/{way.key}/endings", how="notice", why="机构调整")
    assert made["stage"] == "open" and made["steps"] == ["withdraw"]
    done = ask(cast.clerk, f"/endings/{made['id']}/receive", after=9, text="收到")
    assert (done["stage"], done["answers"][0]["word"]) == ("settled", "receipt") and done["ends_at"].startswith("2027-01-01")
    report = ask(cast.south, f"/{way.key}/closing", after=60)
    assert report["ended_by"] == made["id"] and {side["counts"]["kept"] for side in report["sides"]} == {0}
    assert ask(cast.far, f"/{way.key}/endings") == ask(cast.far, f"/endings/{made['id']}") == {"detail": "Not Found"}


def test_a_breach_is_claimed_answered_and_not_rescinded_without_a_clause(cast, way, ask):
    made = ask(cast.south, f"/{way.key}/breaches", respondent=str(cast.north.agency), text="未按期传递")
    assert made["cure_amount"] == 15 and set(made["steps"]) == {"ask_damages", "retract", "waive"}
    said = ask(cast.north, f"/breaches/{made['id']}/admit", after=8, version=1, text="属实")
    assert (said["stage"], said["version"]) == ("admitted", 2)
    with pytest.raises(Refused, match="No clause on breach names rescission"):
        ask(cast.south, f"/breaches/{made['id']}/rescind", after=40, version=2, text="解除")
    asked = ask(cast.south, f"/breaches/{made['id']}/ask_damages", after=9, version=2, text="费用", amount="900", days=30)
    assert (asked["damages"], asked["pay_days"]) == ("900.00", 30)


def test_a_dispute_is_settled_and_drawn_up(cast, way, ask):
    made = ask(cast.south, f"/{way.key}/disputes", title="传递期限", others=[str(cast.north.agency)], text="我方认为")
    ask(cast.south, f"/disputes/{made['id']}/propose", text="改为每月28日前")
    for actor in (cast.north, cast.south):
        done = ask(actor, f"/disputes/{made['id']}/accept", version=1, text="")
    assert done["stage"] == "settled"
    assert [paper["part"] for paper in done["file"]] == ["statement", "result", "acceptance", "acceptance"]
    drawn = ask(cast.north, f"/disputes/{made['id']}/draw_up", version=2)
    assert drawn["supplement"] and ask(cast.south, f"/disputes/{made['id']}")["supplement"] is None  # a draft is its drafter's
    assert ask(cast.far, f"/disputes/{made['id']}") == {"detail": "Not Found"}
