"""What an agency above a party reads of a signed agreement, and all that it does not: how it came about, and any writing."""
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from conftest import owner, signed_in
from liandong.access import queries as deeds
from liandong.access.models import Deed, Grant, Signature
from liandong.agencies.models import Agency
from liandong.agreements import actions, queries
from liandong.agreements.models import Agreement, Consent, Version
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused

HANGS = """SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name
           WHERE c.column_name IN ('agreement_id', 'agreement', 'deed_id', 'deed', 'basis', 'subject') AND c.data_type = 'uuid'
             AND t.relrowsecurity AND has_table_privilege('liandong_web', t.oid, 'SELECT') AND c.table_schema = 'public'"""


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.fixture
def above(cast):
    """Far stands two steps above the south."""
    with owner():
        between = Agency.objects.create(name="江南分局", code="990205000000", short_name="江南", parent_id=cast.far.agency)
        Agency.objects.filter(pk=cast.south.agency).update(parent=between)
    return cast.far


def test_before_the_last_signature_it_does_not_exist_for_who_is_above(cast, above, way):
    agreed = way.agreed()
    with acting(cast.north):
        actions.sign(cast.north, queries.of(way.key))
    with acting(above):
        assert queries.of(way.key) is None and not queries.visible()
        assert deeds.shown(way.key) == (None, [])
    assert signed_in(Client(), above).get(f"/agreements/{agreed.pk}/").status_code == 404


def test_who_is_above_reads_text_and_signatures_and_that_they_hold(cast, above, way, sign_in):
    way.signed()
    desk = sign_in(above)
    page = desk.get(f"/agreements/{way.key}/?tab=text")
    assert [one.holds for one in page.context["signatures"]] == [True, True]
    assert "未经对方书面同意" in page.content.decode()
    assert [tab["url"] for tab in page.context["tabs"]] == ["?tab=overview", "?tab=text"] and not page.context["buttons"]
    assert desk.get(f"/agreements/{way.key}/export/").status_code == 200
    assert desk.get(f"/agreements/{way.key}/?tab=versions").context["tab"] == "overview"


def test_how_it_came_about_and_every_act_are_not_there_for_who_is_above(cast, above, way, sign_in):
    way.signed()
    desk, here = sign_in(above), f"/agreements/{way.key}/"
    for leaf in ("edit/", "source/", "sign/", "row/duties/"):
        assert desk.get(here + leaf).status_code == 404
    for leaf in ("look/", "give_notice/", "withdraw/"):
        assert desk.post(here + leaf, {"idempotency_key": str(uuid4())}).status_code == 404
    with acting(above):
        assert not Version.objects.exists() and not Consent.objects.exists() and not Deed.objects.exists()
        assert not Signature.objects.exists() and not Grant.objects.exists()
        with pytest.raises(Refused):
            actions.give_notice(above, queries.of(way.key), why="上级决定")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT access_end(%s, %s, %s)", [way.key, above.at, above.at])


def test_no_table_that_hangs_on_an_agreement_shows_who_is_above_a_row(cast, above, way):
    way.signed()
    with acting(above):
        shown = {table for table, column in ask(HANGS) if ask(f'SELECT FROM "{table}" WHERE "{column}" = %s', way.key)}
    assert shown == set()


@pytest.mark.parametrize("attack", [
    "UPDATE agreements_agreement SET title = '别的'", "UPDATE agreements_agreement SET version = 99",
    "DELETE FROM agreements_agreement"])
def test_who_is_above_changes_nothing(cast, above, way, attack):
    way.signed()
    with acting(above):
        assert Agreement.objects.count() == 1 and ask(attack) == 0


def test_a_party_does_not_learn_from_numbers_which_agreements_its_partner_has(cast, way):
    way.sent()
    with owner():
        Agreement.objects.create(title="另一份", number="北公协字〔2026〕9号", drafter_id=cast.north.agency, text="",
                                 parties=[cast.north.agency], made_at=cast.north.at, made_by=cast.north.officer)
    with acting(cast.south):
        deal = queries.of(way.key)
        said = set()
        for number in ("北公协字〔2026〕9号", "北公协字〔2026〕10号"):
            terms = queries.terms_of(deal)
            terms.number = number
            with pytest.raises(Refused) as refused:
                actions.change(cast.south, deal, text=deal.text, terms=terms, why="编号", version=deal.version)
            said.add(refused.value.message)
            with pytest.raises(DatabaseError, match="only its drafter"), transaction.atomic():
                ask("UPDATE agreements_agreement SET number = %s, edition = edition + 1", number)
        assert len(said) == 1


def test_the_api_tells_who_is_above_the_terms_and_not_how_they_came_about(cast, above, way, sign_in):
    way.signed()
    theirs, ours = (sign_in(actor).get(f"/api/agreements/{way.key}").json() for actor in (above, cast.north))
    assert theirs["terms"]["sharing"] == ours["terms"]["sharing"] and theirs["text"] == ours["text"]
    assert "sources" in ours["terms"] and not {"sources", "dropped", "looked"} & set(theirs["terms"])
    assert sign_in(above).get(f"/api/agreements/{way.key}/steps").json() == []
