"""Pages of partners that show a record look again at the moment an act closes it to them, and only then."""
import pytest

from liandong.kernel import events
from liandong.kernel.actor import acting
from liandong.sharing import actions
from liandong.sharing.models import Record
from tests.story import lead, running


@pytest.fixture
def told(monkeypatch, record):
    """The agencies whose open pages are told to look again."""
    heard = []
    monkeypatch.setitem(events._subscribers, "access.changed", [lambda _actor, whom: heard.extend(whom)])
    return heard


@pytest.fixture
def record(cast):
    story = running(cast)
    with acting(cast.north):
        return Record.objects.get(pk=story.record)


def test_who_loses_sight_of_a_record_is_told_whatever_act_closes_it(cast, record, told):
    with acting(cast.north):
        record = actions.set_level(cast.north, record, 2, reason="", version=record.version)
        assert told == [cast.south.agency]
        record = actions.set_level(cast.north, record, 1, reason="核对后可以共享", version=record.version)
        record = actions.keep_to(cast.north, record, is_kept=True, version=record.version)
        assert told == [cast.south.agency] * 2
        actions.keep_to(cast.north, record, is_kept=False, version=record.version)
        assert told == [cast.south.agency] * 2


def test_an_edit_that_closes_nothing_lets_open_pages_be(cast, record, told):
    with acting(cast.north):
        actions.edit(cast.north, record, lead("另一个标题"), version=record.version)
    assert not told
