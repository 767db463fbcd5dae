"""Print a paper of an agreement, and keep a file beside it; both are lines of the ledger."""
from pathlib import PurePath
from typing import TYPE_CHECKING

from liandong.agencies import queries as agencies
from liandong.documents import actions as documents
from liandong.documents.rules import kind_of, suggested
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.moments import local
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules.lifecycle import DESK
from ..rules.papers import NO_DESK, Printed
from . import steps

if TYPE_CHECKING:
    from liandong.documents.models import File

NOT_NOW = _("This paper cannot be printed at this stage.")


def print_paper(actor: Actor, agreement: Agreement, *, kind: Printed, media: str) -> bytes:
    """Make a paper of the agreement as pdf or docx; refused where its stage has no such paper."""
    if kind not in queries.papers_offered(actor, agreement):
        raise Refused(NOT_NOW, concerns=agreement.parties)
    made = queries.paper(actor, agreement, kind, media)
    steps.note(actor, f"print_{kind.value}", agreement,
               facts={"number": agreement.number or agreement.title, "media": {"pdf": "PDF", "docx": "Word"}[media]})
    return made


def keep_file(actor: Actor, agreement: Agreement, *, kind: str, name: str, content: bytes,
              ruled: bool = True, follows: "File | None" = None) -> "File":
    """Keep a file beside the agreement: for all parties once it was sent, else for one's own agency; `ruled` names it by
    the rule of archives, `follows` is the version it replaces."""
    if not actor.roles & DESK or not queries.is_own(actor, agreement):
        raise Refused(NO_DESK)
    if ruled:
        name = suggested(day=local(actor.at).date(), unit=agencies.agency(actor.agency).name, kind=kind_of(kind),
                         title=PurePath(name).stem, media="pdf")  # how it ends is told by its content
    return documents.keep(actor, kind=kind, subject_kind="agreement", subject=agreement.pk, name=name, content=content,
                          follows=follows,
                          audience=agreement.parties if agreement.sent_at else ())
