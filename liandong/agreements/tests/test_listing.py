"""The list of agreements, its filters and columns, and the page by partner."""
import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from conftest import NOON, owner
from liandong.agreements.models import Agreement
from liandong.agreements.queries import listing, moments_of
from liandong.agreements.rules import stages
from liandong.agreements.rules.lifecycle import Stage
from liandong.kernel.keys import uuid7

HERE = "/agreements/"


def titles(client, **query) -> set[str]:
    page = client.get(f"{HERE}?{urlencode(query)}")
    return {line.agreement.title for line in page.context["lines"]}


@pytest.fixture
def several(cast):
    """One of each stage of the north's with the south, and one with far that ends early."""
    north, south, far = (getattr(cast, name).agency for name in ("north", "south", "far"))
    made = {"title": "", "text": "", "drafter_id": north, "parties": [north, south], "made_at": NOON,
            "made_by": cast.north.officer}
    day = timedelta(days=1)
    signed = {"stage": "signed", "sent_at": NOON, "signed_at": NOON, "starts_at": NOON - day, "ends_at": NOON + day * 40}
    rows = {"稿": {}, "在商": {"stage": "sent", "sent_at": NOON}, "将行": signed | {"starts_at": NOON + day},
            "在行": signed | {"terms": {"sharing": [{"category": "leads"}]}}, "将止": signed | {"notice_at": NOON},
            "已止": signed | {"ends_at": NOON - day / 2},
            "另一方": signed | {"parties": [north, far], "ends_at": NOON + day * 5}}
    with owner():
        laid = {title: Agreement.objects.create(**(made | row | {"title": title})) for title, row in rows.items()}
        more = Agreement.objects.create(**(made | {"stage": "sent", "sent_at": NOON, "title": "补充", "on_paper": True}))
        Agreement.objects.filter(pk=more.pk).update(amends=laid["在行"])


@pytest.mark.parametrize("query, wanted", [
    ({"stage": "draft"}, {"稿"}), ({"stage": "sent"}, {"在商", "补充"}), ({"stage": "signed"}, {"将行"}),
    ({"stage": "in_force"}, {"在行", "另一方"}), ({"stage": "ending"}, {"将止"}), ({"stage": "ended"}, {"已止"}),
    ({"kind": "supplement"}, {"补充"}), ({"kind": "paper"}, {"补充"}), ({"category": "leads"}, {"在行"}),
    ({"until": "2026-11-30"}, {"已止", "另一方"}), ({"q": "另"}, {"另一方"}),
    ({"stage": "in_force", "until": "2026-11-30"}, {"另一方"}),
    ({"stage": "nonsense", "until": "x", "kind": "supplement"}, {"补充"}),
])
def test_a_filter_leaves_what_it_says(cast, sign_in, several, query, wanted):
    assert titles(sign_in(cast.north), **query) == wanted


def test_a_stage_is_asked_of_the_database_as_the_rules_say_it(cast, several):
    with owner():
        for at in (NOON - timedelta(days=2), NOON, NOON + timedelta(days=20), NOON + timedelta(days=60)):
            for stage in Stage:
                asked = set(listing.found(Agreement.objects.all(), stage=stage.value, at=at))
                assert asked == {it for it in Agreement.objects.all() if stages.stage(moments_of(it), at) == stage}


def test_columns_are_chosen_and_kept_with_a_filter(cast, sign_in, several):
    client = sign_in(cast.north)
    page = client.get(f"{HERE}?cols=1&col_kind=1&col_drafter=1")
    assert len(page.context["columns"]) == 4
    assert len(client.get(HERE).context["columns"]) == 5 and len(client.get(f"{HERE}?cols=1").context["columns"]) == 2


def test_the_page_by_partner_says_what_runs_each_way(cast, sign_in, way):
    way.signed()
    [row] = sign_in(cast.south).get(f"{HERE}ours/").context["rows"]
    assert (row.name, [one.pk for one, _last in row.agreements]) == ("江北市公安局", [way.key])
    assert "案件线索" in row.gives and "案件线索" in row.gets
    book = sign_in(cast.south).get(f"{HERE}ours/?format=xlsx").content
    assert "江北市公安局" in {cell.value for row in load_workbook(io.BytesIO(book)).active for cell in row}
    sheet = sign_in(cast.south).get(f"{HERE}ours/?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(sheet) == 2 and "江北市公安局" in sheet[1]
    assert not sign_in(cast.far).get(f"{HERE}ours/").context["rows"]


@pytest.mark.parametrize("path", [HERE, f"{HERE}ours/"])
def test_more_agreements_take_as_many_queries(cast, sign_in, several, path):
    client = sign_in(cast.north)
    counts = []
    for _round in range(2):
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        counts.append(len(found))
        with owner():
            for row in Agreement.objects.filter(title__in=["在行", "另一方", "在商"]):
                row.pk = uuid7()
                row.save(force_insert=True)
    assert counts[0] == counts[1]
