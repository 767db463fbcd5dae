"""An officer keeps filters of lists: for that officer alone, in an order, one of them opening the list."""
import pytest

from liandong.kernel import filters
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.models import SavedFilter

LIST = "duties:list"


def keep(actor, label="江南的", query="tab=overdue&kind=report&partner="):
    with acting(actor):
        return filters.save(actor, LIST, label=label, query=query)


def kept(actor):
    with acting(actor):
        return [(row.label, row.query) for row in filters.kept(actor, LIST)]


def test_what_is_kept_is_the_filter_and_not_the_place_in_the_list(cast):
    keep(cast.north, query="?tab=owed&page=3&partner=&format=csv".lstrip("?"))
    assert kept(cast.north) == [("江南的", "tab=owed")]


def test_the_same_label_gets_the_new_filter(cast):
    keep(cast.north)
    keep(cast.north, query="tab=kept")
    assert kept(cast.north) == [("江南的", "tab=kept")]


def test_nobody_else_sees_or_changes_a_filter(cast):
    row = keep(cast.north)
    assert kept(cast.clerk) == []
    with acting(cast.clerk):
        assert filters.one(cast.clerk, row.pk) is None
        assert SavedFilter.objects.filter(pk=row.pk).update(label="别人的") == 0
        assert SavedFilter.objects.all().delete()[0] == 0


@pytest.mark.parametrize("label, query", [("", "tab=all"), ("  ", "tab=all"), ("名" * 31, "tab=all"), ("空", "page=2&kind="),
                                          ("长", f"q={'x' * 1001}")])
def test_what_cannot_be_kept_is_said(cast, label, query):
    with pytest.raises(Refused):
        keep(cast.north, label, query)


def test_a_list_keeps_twelve(cast):
    for number in range(filters.MOST):
        keep(cast.north, f"第{number}个")
    with pytest.raises(Refused, match="12"):
        keep(cast.north, "再一个")
    keep(cast.north, "第3个", "tab=kept")  # a label that is there may change


def test_a_list_that_is_not_wired_keeps_none(cast):
    with acting(cast.north), pytest.raises(Refused):
        filters.save(cast.north, "audit:verify", label="x", query="tab=all")


def test_labels_change_and_the_chosen_one_stands_first(cast):
    rows = [keep(cast.north, label) for label in ("甲", "乙", "丙")]
    with acting(cast.north):
        filters.first(cast.north, rows[2])
        filters.rename(cast.north, rows[1], label="  新 名 ")
        with pytest.raises(Refused):
            filters.rename(cast.north, rows[0], label="丙")
    assert [label for label, _query in kept(cast.north)] == ["丙", "甲", "新 名"]


def test_one_filter_opens_the_list(cast, sign_in):
    first, second = keep(cast.north, "甲", "tab=kept"), keep(cast.north, "乙", "tab=owed")
    client = sign_in(cast.north)
    assert client.get("/duties/").status_code == 200
    with acting(cast.north):
        filters.open_with(cast.north, first, is_default=True)
        filters.open_with(cast.north, second, is_default=True)
    assert client.get("/duties/").headers["Location"] == "/duties/?tab=owed"
    assert client.get("/duties/?page=1").status_code == 200
    with acting(cast.north):
        filters.open_with(cast.north, second, is_default=False)
    assert client.get("/duties/").status_code == 200


def test_the_page_saves_shows_and_removes(cast, sign_in):
    client = sign_in(cast.north)
    def post(path, **data):
        return client.post(path, data | {"idempotency_key": str(uuid7())})
    answer = post("/filters/", list=LIST, label="要报告的", query="kind=report&tab=all")
    assert answer.headers["Location"] == "/duties/?kind=report&tab=all"
    page = client.get("/duties/?tab=all&kind=report&partner=").text
    assert "要报告的" in page and page.count('aria-current="page"') == client.get("/duties/").text.count('aria-current="page"')
    with acting(cast.north):
        [row] = filters.kept(cast.north, LIST)
    assert post(f"/filters/{row.pk}/", do="rename", label="改名").headers["Location"] == "/duties/?kind=report&tab=all"
    assert post(f"/filters/{row.pk}/", do="remove").headers["Location"] == "/duties/?page=1"
    assert kept(cast.north) == [] and post(f"/filters/{row.pk}/", do="remove").status_code == 404
