"""What followed from a record, as rows of its page: recalls with who answered what."""
from liandong.agencies import queries as agencies
from liandong.kernel.terms import State

from .. import queries
from ..models import Ask, Record, Report


def look(one: Ask | Report, *, owed_by_us: bool = True) -> str:
    """The look of the answer: an open one needs us, or waits for others."""
    if one.answered_at is not None:
        return State.DONE.value
    return State.NEED.value if owed_by_us else State.WAIT.value


def recalled(record: Record) -> list[dict[str, object]]:
    """The recalls of one's own record: who was asked, and who answered what; what was reported about it."""
    found = queries.recalls(record)
    names = agencies.officer_names({recall.officer for recall, _asks in found} | {
        one.answered_by for _recall, asked in found for one in asked if one.answered_by})
    return [{"recall": recall, "by": names.get(recall.officer, ""), "answered": sum(1 for one in asked if one.answered_at),
             "asks": [(one, look(one, owed_by_us=False), names.get(one.answered_by or recall.pk, "")) for one in asked]}
            for recall, asked in found]
