"""Take in the text of an agreement and settle its terms while it is a draft."""
from dataclasses import dataclass
from hashlib import sha256

from django.db import IntegrityError, connection, transaction

from liandong.agencies import queries as agencies
from liandong.engines import clauses
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import queries
from ..models import Agreement, Source
from ..rules import filling, looking, reading, settling, templates
from ..rules.lifecycle import DESK, DRAFTER, Stage
from ..rules.terms import Terms
from . import steps

TAKEN = _("The text bears the number %(number)s, which is another agreement's of yours. Open that one, or withdraw it, or "
          "change the number in the text.")
GONE = _("There is nothing to check here any more. Load the page again.")
NOT_OURS = _("Your own agency must be one of the parties.")
NO_DESK = _("Agreements are drafted by clerks, liaison officers and signatories; ask a colleague who is one.")


@dataclass(frozen=True)
class Uploaded:
    """The file as it came: kept byte for byte beside the draft."""

    name: str
    media: str
    content: bytes


def lay_in(actor: Actor, *, text: str, uploaded: Uploaded | None = None) -> Agreement:
    """Make a draft of a text: its terms are read, its parties looked up by their names."""
    if not actor.roles & DESK:
        raise Refused(NO_DESK)
    terms = _known(reading.from_reading(clauses.read(text)))
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(
                title=terms.title, number=terms.number, drafter_id=actor.agency, parties=terms.agencies(), text=text,
                terms=terms.model_dump(mode="json"), made_at=actor.at, made_by=actor.officer)
    except IntegrityError as error:
        raise Refused(TAKEN, number=terms.number) from error
    if uploaded:
        Source.objects.create(agreement=agreement, name=uploaded.name[:200], media=uploaded.media,
                              content=uploaded.content, digest=sha256(uploaded.content).hexdigest())
    steps.note(actor, "lay_in", agreement, facts={"title": agreement.title or (uploaded.name if uploaded else "")},
               change={"text": text})
    return agreement


def start(actor: Actor, *, template: templates.Template, terms: Terms) -> Agreement:
    """Make a draft of a template with its terms between these parties; its sentences follow the terms from now on."""
    if not actor.roles & DESK:
        raise Refused(NO_DESK)
    if actor.agency not in terms.agencies():
        raise Refused(NOT_OURS, field="party-0")
    text, terms.said = templates.laid(template, terms)
    fresh = reading.from_reading(clauses.read(text))
    terms.blanks = fresh.blanks
    terms = reading.merged(terms, fresh)
    agreement = Agreement.objects.create(
        title=terms.title, drafter_id=actor.agency, parties=terms.agencies(), text=text, terms=terms.model_dump(mode="json"),
        made_at=actor.at, made_by=actor.officer)
    steps.note(actor, "start", agreement, facts={"title": agreement.title}, change={"text": text, "template": template.key})
    return agreement


def edit(actor: Actor, agreement: Agreement, *, text: str, terms: Terms, version: int, settles: str = "") -> Agreement:
    """Write text and terms of a draft as the officers have them; what the text now says itself is read from it.

    `settles` answers what is asked of a sentence that no longer says its term: rules.settling.
    """
    _may_edit(actor, agreement)
    text, terms = settled(agreement, text=text, terms=terms, settles=settles)
    agreement = written(agreement, version, text=text, terms=terms)
    name_parties(agreement, terms)
    steps.note(actor, "edit", agreement, facts={"title": agreement.title},
               change={"text": text, "terms": agreement.terms})
    return agreement


def look(actor: Actor, agreement: Agreement, *, path: str, version: int, undo: bool = False) -> Agreement:
    """Mark what needs a look as seen by the officer, who leaves it as it stands; or take that back."""
    _may_edit(actor, agreement)
    terms = queries.terms_of(agreement)
    known = looking.is_looked_at(terms, path) if undo else path in {
        stop.path for stop in queries.stops_of(actor, agreement, terms) if not stop.is_blocking}
    if not known:
        raise Refused(GONE, concerns=agreement.parties)
    after = looking.looked(terms, path, undo=undo)
    agreement = change_as_seen(agreement, version, terms=after.model_dump(mode="json"))
    steps.note(actor, "unlook" if undo else "look", agreement, change={"path": path},
               facts={"title": agreement.title, "words": looking.words(terms, agreement.text, path)})
    return agreement


def written(agreement: Agreement, version: int, *, text: str, terms: Terms, **changes: object) -> Agreement:
    """Write text and terms as the officer saw them change; a number that another agreement bears is refused."""
    try:
        with transaction.atomic():
            return change_as_seen(agreement, version, text=text, terms=terms.model_dump(mode="json"), title=terms.title,
                                  number=terms.number, **changes)
    except IntegrityError as error:
        raise Refused(_("The number %(number)s is already another agreement's. Leave it blank, and one is given."),
                      number=terms.number, field="head-number", concerns=agreement.parties) from error


def settled(agreement: Agreement, *, text: str, terms: Terms, settles: str = "") -> tuple[str, Terms]:
    """Text and terms in step: blanks filled, names put in place, sentences said anew, and all of it read again."""
    before = queries.terms_of(agreement)
    text = text.replace("\r\n", "\n")
    mine = reading.credited(before, terms)
    mine.blanks = before.blanks if text == agreement.text else reading.from_reading(clauses.read(text)).blanks
    filled = filling.filled(text, mine, before)
    if before.said or settles:
        filled, mine = settling.settled(agreement.text, text, filled, before, mine, settles)
    return filled, reading.merged(mine, reading.from_reading(clauses.read(filled)))


def name_parties(agreement: Agreement, terms: Terms) -> None:
    """Write who the parties are; the database lets nobody drop one that has seen it."""
    named = terms.agencies()
    if set(named) == set(agreement.parties):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_name_parties(%s, %s::uuid[])", [agreement.pk, named])
    agreement.refresh_from_db()


def _may_edit(actor: Actor, agreement: Agreement) -> None:
    if agreement.stage != Stage.DRAFT or DRAFTER not in queries.sides_of(actor, agreement):
        raise Refused(_("Only a draft is edited; what is on the table is changed with a reason the partners read."),
                      concerns=agreement.parties)
    if not actor.roles & DESK:
        raise Refused(NO_DESK)


def _known(terms: Terms) -> Terms:
    """The parties whose names are those of agencies on the platform."""
    for party in terms.parties:
        found = agencies.by_name(party.name) if party.name else None
        party.agency = found.pk if found else None
    return terms
