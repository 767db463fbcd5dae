"""What parties say to each other about a text, and what an agency says to itself (内部意见)."""
from collections.abc import Iterable
from uuid import UUID

from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

from .terms import Terms

LONGEST, QUOTED = 2000, 300


class Nature(Term):
    """How a version came onto the table."""

    SENT = "sent", _("Sent")
    CHANGE = "change", _("Change proposed")
    COUNTER = "counter", _("Partly taken over")
    REJECT = "reject", _("Changes turned down")


class Kind(Term):
    """What an agency writes down for itself."""

    NOTE = "note", _("Internal note")
    REVIEW = "review", _("Legal review")


def check_words(body: str, *, concerns: Iterable[UUID] = ()) -> str:
    """The words without blanks around them; refused when there are none, or far too many."""
    words = body.strip()
    if not words:
        raise Refused(_("Write what you have to say."), field="body", concerns=concerns)
    if len(words) > LONGEST:
        raise Refused(_("Keep it under %(n)d characters; propose a change where the text itself should read otherwise."),
                      n=LONGEST, field="body", concerns=concerns)
    return words


def check_quote(quote: str, texts: Iterable[str], *, concerns: Iterable[UUID] = ()) -> str:
    """The quoted words; refused when the text on the table does not hold them."""
    words = quote.strip()
    if words and not any(words in text for text in texts):
        raise Refused(_("The text on the table does not hold these words. Quote them as they stand there."), field="quote",
                      concerns=concerns)
    return words[:QUOTED]


def clauses(terms: Terms) -> list[tuple[str, str]]:
    """The clauses one can speak about: where each begins, and what it is called on the page."""
    return [(str(clause.start), f"{clause.number} {clause.heading}".strip()[:60]) for clause in terms.clauses if clause.number]


def named(terms: Terms, place: str) -> str:
    """What the clause that begins at that place is called; nothing where none does."""
    return dict(clauses(terms)).get(place, "")


VERBS = {
    "agreements.dry_run": _("made a dry run of “%(title)s”"),
    "agreements.comment": _("commented on %(place)s: %(words)s"),
    "agreements.answer_comment": _("answered a comment on %(place)s: %(words)s"),
    "agreements.settle_comment": _("settled the comment on %(place)s"),
    "agreements.reopen_comment": _("opened the comment on %(place)s again"),
    "agreements.note": _("wrote an internal note on “%(title)s”"),
    "agreements.review_law": _("wrote a legal review of “%(title)s”"),
    "agreements.settle_note": _("ticked off an internal note on “%(title)s”"),
}

NOTICES = {
    "agreements.comment": _("%(agency)s commented on %(place)s of “%(title)s”: %(words)s"),
    "agreements.answer_comment": _("%(agency)s answered a comment on %(place)s of “%(title)s”: %(words)s"),
    "agreements.note": _("%(officer)s wrote an internal note on “%(title)s”"),
    "agreements.review_law": _("%(officer)s wrote a legal review of “%(title)s”"),
}
