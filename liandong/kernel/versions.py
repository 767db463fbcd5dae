"""Change a row as the officer saw it, or show both texts."""
from collections.abc import Mapping
from typing import TypeVar

from django.db.models import F, Model

from .errors import Stale
from .terms import gettext_noop as _

M = TypeVar("M", bound=Model)


def change_as_seen(row: M, version: int, **changes: object) -> M:
    """Write `changes` if the row still has `version`; else raise Stale with both texts. Returns the fresh row."""
    seen = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not seen.update(**changes, version=F("version") + 1):
        row.refresh_from_db()
        raise Stale(_("Somebody changed this while you were editing. Both texts are shown below; nothing is lost."),
                    mine=_texts(changes), theirs=_texts({name: getattr(row, name) for name in changes}),
                    version=getattr(row, "version"))  # noqa: B009  # every editable table has it, no base class says so
    row.refresh_from_db()
    return row


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in values.items()}
