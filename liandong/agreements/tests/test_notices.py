"""What the parties are told when an agreement comes into force: once, and nothing that is nought."""
import pytest

from liandong.agreements import queries
from liandong.agreements.rules import notices as rules
from liandong.kernel.actor import acting
from liandong.notices import queries as notices


@pytest.mark.parametrize(("records", "duties", "said"), [
    (0, 0, "open"), (3, 0, "open_records"), (0, 2, "open_duties"), (3, 2, "open_both")])
def test_what_is_nought_is_not_spoken_of(records, duties, said):
    assert rules.opening(records=records, duties=duties) == said


def test_each_party_is_told_once_what_opened_and_began(cast, way, monkeypatch):
    monkeypatch.setattr(queries.agreements, "gains", [lambda actor, deed, parties: {cast.north.agency: 312}])
    way.signed()
    for actor, kind, records in ((cast.north, "agreements.open_both", "312"), (cast.south, "agreements.open_duties", "0")):
        with acting(actor):
            [notice] = [n for n in notices.notices(actor) if n.kind.startswith(("agreements.open", "sharing."))]
            assert (notice.kind, notice.values["records"]) == (kind, records)
            assert "0" not in notice.text.replace("2026", "").replace("312", "") and "%(" not in notice.text
