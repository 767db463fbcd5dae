"""Reads negotiation: comments, one's own notes, who changed what and who agreed to which version."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from liandong.kernel.actor import Actor

from ..models import Agreement, Comment, Consent, Note, Version
from ..rules import answering, redline, talking
from ..rules.terms import Terms
from .agreements import terms_of, versions

SHOWN = 8  # versions side by side


@dataclass(frozen=True)
class Changes:
    """The last version against the one before it: what one answers passage by passage, term by term."""

    before: Version
    after: Version
    passages: list[answering.Passage]
    rows: list[redline.Row]


@dataclass(frozen=True)
class Column:
    """A version and who has agreed to it; its author did by laying it."""

    version: Version
    agreed: set[UUID] = field(default_factory=set)


def comments(agreement: Agreement) -> QuerySet[Comment]:
    """The threads, newest first, each with its answers."""
    answers = Comment.objects.select_related("agency").order_by("at", "pk")
    return (Comment.objects.filter(agreement=agreement, parent=None).select_related("agency")
            .prefetch_related(Prefetch("answers", queryset=answers)).order_by("-at", "-pk"))


def comment(agreement: Agreement, pk: UUID) -> Comment | None:
    """One comment of the agreement."""
    return Comment.objects.filter(agreement=agreement, pk=pk).select_related("agency", "parent").first()


def notes(actor: Actor, agreement: Agreement) -> QuerySet[Note]:
    """What the actor's own agency wrote down for itself, newest first."""
    return Note.objects.filter(agreement=agreement, agency=actor.agency).order_by("-at", "-pk")


def note(actor: Actor, agreement: Agreement, pk: UUID) -> Note | None:
    """One of them."""
    return notes(actor, agreement).filter(pk=pk).first()


def open_talk(actor: Actor, agreement: Agreement) -> int:
    """How many threads and notes are not settled."""
    return (Comment.objects.filter(agreement=agreement, parent=None, settled_at=None).count()
            + notes(actor, agreement).filter(settled_at=None).count())


def places(agreement: Agreement) -> list[tuple[str, str]]:
    """The clauses of the text on the table that one can speak about."""
    return talking.clauses(terms_of(agreement))


def last_two(agreement: Agreement) -> tuple[Version, Version] | None:
    """The version on the table and the one before it."""
    found = list(versions(agreement)[:2])
    return (found[1], found[0]) if len(found) == 2 else None


def changes(agreement: Agreement) -> Changes | None:
    """What the version on the table changed; None where there was none before it."""
    two = last_two(agreement)
    if two is None:
        return None
    before, after = two
    rows = redline.rows(Terms.model_validate(before.terms), Terms.model_validate(after.terms))
    return Changes(before, after, answering.passages(before.text, after.text), rows)


def table(agreement: Agreement) -> list[Column]:
    """The last versions in their order, each with the parties that agreed to it."""
    shown = list(versions(agreement).defer("text", "terms")[:SHOWN])[::-1]
    columns = {version.edition: Column(version) for version in shown}
    for edition, agency in _consents(agreement, columns):
        columns[edition].agreed.add(agency)
    return list(columns.values())


def _consents(agreement: Agreement, editions: Iterable[int]) -> Iterable[tuple[int, UUID]]:
    return Consent.objects.filter(agreement=agreement, edition__in=list(editions)).values_list("edition", "agency_id")
