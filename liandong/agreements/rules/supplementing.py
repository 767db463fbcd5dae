"""A supplement (补充协议) and an agreement negotiated again: terms and text to start from. Pure."""
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from . import instep
from .filling import day
from .phrases import numeral
from .reading import ANNEX
from .terms import Amends, Party, Period, Source, Terms, paths

WITHOUT = ("said", "blanks", "clauses", "dropped", "looked", "sources")
ENTRIES = (
    "一、自本补充协议生效之日起，原协议中相应的约定以本补充协议的补充约定为准。",
    "二、本补充协议未涉及的事项，仍按原协议执行。",
    "三、本补充协议是原协议的组成部分，与原协议具有同等效力。",
)


def started(effective: Terms, *, root: UUID, base: UUID, names: Mapping[UUID, str], until: date | None, title: str,
            starts: date | None = None) -> Terms:
    """The terms in effect as a supplement states them: for those who are still parties, each in the officers' own words."""
    terms = restated(effective, until=until)
    terms.parties = [Party(role=party.role, name=names[party.agency], agency=party.agency) for party in effective.parties
                     if party.agency and party.agency in names]
    _without_those_gone(terms, {party.role for party in effective.parties} - {party.role for party in terms.parties})
    terms.title, terms.number, terms.period.starts = title, "", starts or "on_signature"
    terms.amends = Amends(root=root, base=base, until=until)
    return credited(terms)


def _without_those_gone(terms: Terms, gone: set[str]) -> None:
    """What only a party that has left gives, owes, leads or pays is said no more; of two parties none leaves."""
    terms.sharing = [row for row in terms.sharing if row.giver not in gone]
    terms.duties = [row for row in terms.duties if row.who not in gone]
    terms.fees = [row for row in terms.fees if row.payer not in gone]
    terms.lead = {kind: role for kind, role in terms.lead.items() if role not in gone}
    terms.contacts = [row for row in terms.contacts if row.party not in gone]
    terms.leaving = terms.leaving and len(terms.parties) > 2


def restated(effective: Terms, *, until: date | None) -> Terms:
    """The terms in effect as a supplement would repeat them, so that both are compared alike."""
    terms = effective.model_copy(deep=True)
    terms.template, terms.copies, terms.venue = "", None, ""
    for name in WITHOUT:
        setattr(terms, name, type(getattr(terms, name))())
    terms.period = Period(starts="on_signature", ends=until, is_open=until is None, renewal=effective.period.renewal)
    for share in terms.sharing:
        share.clause = ANNEX
    for duty in terms.duties:
        duty.clause = ANNEX
    if terms.termination:
        terms.termination.clause = ANNEX
    return terms


def credited(terms: Terms) -> Terms:
    """Every term that says something, said by the officers: a reading of the text takes none of it back."""
    empty = dict(paths(Terms()))
    terms.sources = {path: Source() for path, value in paths(terms) if path == "number" or value != empty.get(path)}
    return terms


def text(terms: Terms, *, title: str, number: str, signed_on: date) -> str:
    """The official text; what is agreed stands in the annex, sentence by sentence."""
    parties = [f"{party.role}：{party.name}" for party in terms.parties]
    recital = f"{terms_of_all(terms)}于{day(signed_on)}签署《{title}》（{number}，以下称原协议），现经协商一致，补充约定如下："
    return "\n".join([terms.title, "", *parties, "", recital, "", *ENTRIES, ""])


def with_result(text: str, *, title: str, result: str, on: date) -> str:
    """That text with the accepted result of a dispute as its first entry."""
    words = "".join(line.strip() for line in result.splitlines()).rstrip("。；;.")
    entries = [f"一、就“{title}”的争议，各方于{day(on)}达成一致，约定如下：{words}。",
               *(f"{numeral(place)}、{line.partition('、')[2]}" for place, line in enumerate(ENTRIES, 2))]
    return text.replace("\n".join(ENTRIES), "\n".join(entries))


def terms_of_all(terms: Terms) -> str:
    """双方 or 各方."""
    return "双方" if len(terms.parties) == 2 else "各方"


def titled(title: str, earlier: int) -> str:
    """《…》补充协议, the second one with its number."""
    return f"{title[:180]}补充协议" + (f"（{'一二三四五六七八九十'[min(earlier, 9)]}）" if earlier else "")


def again(effective: Terms, first: Terms, text: str, number: str, *, starts: date | None) -> tuple[Terms, str]:
    """Terms and text of an agreement negotiated again: those in effect, without the number, from the day after the end.

    The sentences of the first text go on following their terms, and say what supplements made of them.
    """
    terms = effective.model_copy(deep=True)
    if terms.amends is not None:  # a supplement does not repeat these
        terms.template, terms.copies, terms.venue, terms.title = first.template, first.copies, first.venue, first.title
        terms.period.months = first.period.months
    terms.amends, terms.number = None, ""
    terms.period.ends, terms.period.is_open = None, False
    terms.period.starts = starts or "on_signature"
    text = text.replace(number, "________") if number else text
    text, terms.said = instep.rewritten(text, instep.anchored(first.said, text), first, terms)
    return credited(terms), text
