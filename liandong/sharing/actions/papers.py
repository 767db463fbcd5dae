"""Keep a paper beside a record: for whoever sees the record, or inside one's own agency."""
from typing import TYPE_CHECKING

from liandong.documents import actions as documents
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from ..models import Record
from ..rules.stages import WRITERS
from .records import NOT_A_WRITER

if TYPE_CHECKING:
    from liandong.documents.models import File

NOT_OURS = _("Papers are kept beside a record by its owner. Report to the owner what is wrong or missing.")


def keep_paper(actor: Actor, record: Record, *, kind: str, name: str, content: bytes) -> "File":
    """Keep a file beside a record of one's agency; the database shows it to whoever sees the record, as long as they do."""
    if not WRITERS & actor.roles:
        raise Refused(NOT_A_WRITER)
    if record.owner_id != actor.agency:
        raise Refused(NOT_OURS, concerns=[record.owner_id])
    return documents.keep(actor, kind=kind, subject_kind="record", subject=record.pk, audience=(), name=name, content=content)
