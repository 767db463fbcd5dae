"""What the pages of endings, breaches, disputes and closing reports show, in words."""
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from liandong.duties.rules import standing, state
from liandong.kernel import subjects
from liandong.kernel.actor import Actor

from .. import queries
from ..models import Agreement, Ending
from ..rules import breaches as breach_rules, disputes as dispute_rules, endings, notice, remains as remains_rules
from ..rules.terms import Terms
from ..rules.vocabulary import Category, Dispute
from . import words

if TYPE_CHECKING:
    from liandong.duties.models import Duty

Fact = tuple[str, str]


def ways(agreement: Agreement, terms: Terms) -> list[Fact]:
    """How the agreement can end, by its clauses."""
    row = terms.termination
    found = [(_("By notice"), _with(words.ending(row), row.clause if row else ""))]
    if row and row.unilateral:
        first = endings.first_day(row, agreement.starts_at)
        found += [(_("Form of the notice"), _("in writing") if row.notice_form else ""),
                  (_("Not before"), first.isoformat() if first else ""),
                  (_("Without receipt"), _("counts as received once the superior has been told") if row.deemed
                   else _("stays open until it is received"))]
    found += [(_("By consent"), _("at any time, when all parties consent")),
              (_("After a breach"), words.value("breach", terms, {})),
              (_("Disputes"), " → ".join(_(words_of(way)) for way in dispute_rules.ways(terms)))]
    return [(label, value) for label, value in found if value]


def words_of(way: str) -> str:
    """The name of a step of a dispute."""
    return next((found.label for found in (*Dispute, *dispute_rules.DisputeStage) if found.value == way), way)


def ending(it: Ending) -> dict[str, Any]:
    """An ending as lists and its own page draw it."""
    stage, kind = endings.EndingStage(it.stage), endings.Kind(it.kind)
    word = _("It ends by this") if stage == endings.EndingStage.SETTLED else _(stage.label)
    return {"it": it, "kind": _(kind.label), "word": word, "look": endings.LOOKS[stage].value,
            "url": subjects.address("ending", it.pk), "day": notice.last_day(it.ends_at) if it.ends_at else it.last_on}


def ending_facts(it: Ending, terms: Terms) -> list[Fact]:
    """What the side column says of an ending."""
    row = terms.termination
    found = [(_("Agreement"), it.agreement.number), (_("Clause"), it.clause), (_("How it is given"),
                                                                               _(endings.Form(it.form).label)
              if it.kind == endings.Kind.NOTICE else ""), (_("Letter"), it.letter),
             (_("Days of the notice"), words.ending(row) if it.kind == endings.Kind.NOTICE else ""),
             (_("Last day"),
              it.last_on.isoformat() if it.last_on else notice.last_day(it.ends_at).isoformat() if it.ends_at else "")]
    return [(label, value) for label, value in found if value]


def breaches(agreement: Agreement) -> list[dict[str, Any]]:
    """The breaches of an agreement, newest first."""
    return [breach(one) for one in queries.breaches.of_agreement(agreement.pk)]


def breach(it: Any) -> dict[str, Any]:
    """A breach as lists and its own page draw it."""
    stage = breach_rules.BreachStage(it.stage)
    return {"it": it, "word": _(stage.label), "look": breach_rules.LOOKS[stage].value, "url": subjects.address("breach",
                                                                                                               it.pk)}


def disputes(agreement: Agreement) -> list[dict[str, Any]]:
    """The disputes under an agreement that the actor sees, newest first."""
    return [dispute(one) for one in queries.disputes.of_agreement(agreement.pk)]


def dispute(it: Any) -> dict[str, Any]:
    """A dispute as lists and its own page draw it."""
    stage = dispute_rules.DisputeStage(it.stage)
    return {"it": it, "word": _(stage.label), "look": dispute_rules.LOOKS[stage].value, "url": subjects.address("dispute",
                                                                                                                it.pk)}


def duty_rows(actor: Actor, duties: "Iterable[Duty]") -> list[dict[str, Any]]:
    """Duties as these pages list them."""
    return [{"duty": duty, "title": duty.title, "who": duty.agency.short_name, "url": subjects.address("duty", duty.pk),
             "day": duty.due_on, "word": _(standing(duty, actor.at).label), "look": state(duty,
                                                                                          actor.at).value} for duty in duties]


def remains(actor: Actor, found: "Iterable[queries.closing.Remain]") -> list[dict[str, Any]]:
    """Open duties, each with what the end makes of it."""
    return [row | {"fate": _(one.fate.label), "lapses": one.fate == remains_rules.Fate.LAPSES}
            for one in found for row in duty_rows(actor, [one.duty])]


def secrecy(terms: Terms) -> str:
    """How long confidentiality goes on after the end."""
    if terms.confidentiality is None:
        return _("The duty of officers to keep secrets goes on after the end, as the law asks.")
    clause = terms.clause_at("confidentiality") or _("the annex")
    said = _("Confidentiality (%(clause)s) goes on after the end, until what was learned is public or its owner releases it.")
    return said % {"clause": clause}


def period(agreement: Agreement) -> str:
    """From which day to which it ran."""
    if agreement.starts_at is None or agreement.ends_at is None:
        return ""
    last = _("without end") if agreement.ends_at.year >= 9999 else notice.last_day(agreement.ends_at).isoformat()
    return _("%(first)s to %(last)s") % {"first": notice.first_day(agreement.starts_at).isoformat(), "last": last}


def ended(report: "queries.closing.Report") -> str:
    """What ended it: consent, notice or rescission, or its period."""
    it = report.ended_by
    if it is None:
        return _("The period is over") if report.agreement.ends_at else ""
    return _("%(kind)s: %(agency)s, %(why)s") % {"kind": _(endings.Kind(it.kind).label), "agency": it.agency.name,
                                                 "why": it.why}


def sides(report: "queries.closing.Report", outcomes: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Each party with how its duties came out, in the words of the page."""
    return [{"agency": one.agency, "name": one.name, "counted": [(key, label, one.counts[key]) for key, label in outcomes]}
            for one in report.sides]


def flows(report: "queries.closing.Report") -> list[dict[str, Any]]:
    """What was given and taken, by category, for each partner."""
    return [{"partner": flow.name, "named": _(words.label(Category, flow.named)), "given": flow.given, "taken": flow.taken}
            for flow in report.flows]


def _with(value: str, clause: str) -> str:
    return _("%(value)s (%(clause)s)") % {"value": value, "clause": clause} if value and clause else value
