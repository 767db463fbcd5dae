"""Comment on clauses before all parties, and write down what only one's own agency reads."""
from collections.abc import Mapping

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import live
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from .. import queries
from ..models import Agreement, Comment, Note
from ..rules import talking
from ..rules.lifecycle import DESK, Stage
from ..rules.reviewing import ROLES
from ..rules.talking import Kind
from . import steps

OPEN = (Stage.DRAFT, Stage.SENT, Stage.AGREED, Stage.SIGNING)
WRITERS = DESK | {role.value for role in ROLES}  # who negotiates, and who approves
WHOLE = _("the whole agreement")
NOT_OPEN = _("It is no longer negotiated; write to the partner about it in another way.")
NO_POST = _("Clerks, liaison officers, signatories and those who approve agreements write here; ask a colleague who is one.")
NOT_YOURS = _("Only the agency that began it settles it. Answer it instead.")


def comment(actor: Actor, agreement: Agreement, *, body: str, clause: str = "", quote: str = "",
            parent: Comment | None = None) -> Comment:
    """Say something about a clause, about quoted words or the whole to all parties, or answer what was said."""
    _may_write(actor, agreement, DESK)
    words = talking.check_words(body, concerns=steps.others(actor, agreement))
    place, quote = _place(agreement, clause, quote) if parent is None else (parent.clause, "")
    made = Comment.objects.create(agreement=agreement, parent=parent, edition=agreement.edition, clause=place, quote=quote,
                                  body=words, agency_id=actor.agency, officer=actor.officer, at=actor.at)
    verb = "answer_comment" if parent else "comment"
    said, short = place or quote[:30] or WHOLE, words[:80]
    steps.note(actor, verb, agreement, facts={"place": said, "words": short}, change={"body": words})
    if agreement.sent_at:
        steps.tell(actor, verb, agreement, place=said, words=short)
    return made


def settle_comment(actor: Actor, agreement: Agreement, thread: Comment, *, undo: bool = False) -> None:
    """Mark a thread as settled, by the agency that began it; or open it again."""
    if thread.agency_id != actor.agency:
        raise Refused(NOT_YOURS, concerns=steps.others(actor, agreement))
    _settle(actor, thread, undo=undo)
    steps.note(actor, "reopen_comment" if undo else "settle_comment", agreement,
               facts={"place": thread.clause or thread.quote[:30] or WHOLE})


def note(actor: Actor, agreement: Agreement, *, body: str, kind: str = Kind.NOTE, clause: str = "", quote: str = "") -> Note:
    """Write down what only the actor's own agency reads; colleagues who negotiate or approve are told."""
    _may_write(actor, agreement, WRITERS)
    words = talking.check_words(body)
    if kind == Kind.REVIEW and not actor.roles & {role.value for role in ROLES}:
        raise Refused(_("A legal review is written by who approves agreements; write a note."), field="kind")
    place, quote = _place(agreement, clause, quote)
    made = Note.objects.create(agreement=agreement, agency_id=actor.agency, edition=agreement.edition, kind=kind, clause=place,
                               quote=quote, body=words, officer=actor.officer, at=actor.at)
    verb = "review_law" if kind == Kind.REVIEW else "note"
    inside(actor, verb, agreement)
    tell_inside(actor, verb, agreement, roles=DESK)
    return made


def settle_note(actor: Actor, agreement: Agreement, found: Note, *, undo: bool = False) -> None:
    """Tick off a note of one's own agency, or take that back."""
    _settle(actor, found, undo=undo)
    inside(actor, "settle_note", agreement)


def dry_run(actor: Actor, agreement: Agreement) -> None:
    """Write down, for the actor's own agency alone, that a dry run was made: it counts records."""
    audit.record(actor, "agreements.dry_run", agreement.pk, kind="agreement_inside", facts={"title": agreement.title})


def inside(actor: Actor, verb: str, agreement: Agreement, facts: Mapping[str, str] | None = None) -> None:
    """A line that only the actor's own agency reads; pages of partners do not even learn that something happened."""
    audit.record(actor, f"agreements.{verb}", agreement.pk, kind="agreement_inside",
                 facts={"title": agreement.title, **(facts or {})})
    live.changed(f"agency:{actor.agency}")


def tell_inside(actor: Actor, verb: str, agreement: Agreement, *, roles: frozenset[str] | tuple[str, ...],
                **values: str) -> None:
    """One notice to colleagues of the actor's own agency."""
    name = agencies.officer_names([actor.officer]).get(actor.officer, "")
    notices.tell(actor, f"agreements.{verb}", agencies=[actor.agency], roles=roles, subject_kind="agreement",
                 subject=agreement.pk, values={"officer": name, "title": agreement.title, **values})


def _settle(actor: Actor, found: Comment | Note, *, undo: bool) -> None:
    done = {"settled_at": None, "settled_by": None} if undo else {"settled_at": actor.at, "settled_by": actor.officer}
    type(found)._default_manager.filter(pk=found.pk).update(**done)


def _may_write(actor: Actor, agreement: Agreement, roles: frozenset[str]) -> None:
    if agreement.stage not in OPEN:
        raise Refused(NOT_OPEN)
    if not actor.roles & roles or not queries.sides_of(actor, agreement):
        raise Refused(NO_POST)


def _place(agreement: Agreement, clause: str, quote: str) -> tuple[str, str]:
    """The clause by its place, and the quoted words; both as they stand on the table."""
    terms = queries.terms_of(agreement)
    texts = (agreement.text, agreement.signed_text)
    return talking.named(terms, clause), talking.check_quote(quote, texts)
