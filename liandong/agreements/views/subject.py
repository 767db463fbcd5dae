"""One agreement: its stage, what it gives and asks, its text as signed, its versions; the file it came from and its export."""
import json
from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.access import queries as access
from liandong.kernel import moments, panels
from liandong.kernel.pages import page

from .. import actions, queries
from ..models import Agreement, Source
from ..rules import bundle, citing, redline, stages, wording
from ..rules.lifecycle import Stage
from . import draw, endings, negotiation, originals, papers, preview, running, words
from .found import agreement as found, own as own_agreement

MEDIA = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
         "txt": "text/plain; charset=utf-8"}


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of an agreement, by tab."""
    actor, agreement = request.actor, found(pk)
    own = queries.is_own(actor, agreement)  # who is above a party reads what was signed, and nothing around it
    tab = asked if (asked := request.GET.get("tab", "")) in (TABS if own else READ) else "overview"
    if tab == "preview" and not queries.has_preview(actor, agreement):
        tab = "overview"  # a link that was kept until the signature
    tab = "overview" if tab == "running" and not _runs(agreement) else tab
    effect = queries.in_effect(agreement, actor.at) if own and _runs(agreement) else agreement
    terms, stage = queries.terms_of(agreement), queries.stage_of(agreement, actor.at)
    sides, names = queries.sides_of(actor, agreement), draw.names_of(agreement)
    asked = {"asked": stage == Stage.SENT, "unsigned": stage in (Stage.AGREED, Stage.SIGNING)}
    needs_me = any(asked[side] for side in sides if side in asked)
    parties = draw.parties(actor, agreement, terms, names)
    return page(
        request, "agreements/detail", live=f"agreement:{pk}", agreement=agreement, terms=terms, stage=stage, tab=tab,
        names=names, look=stages.look(stage, needs_me=needs_me), marks=draw.marks(agreement, actor.at), parties=parties,
        buttons=draw.buttons(actor, agreement), tabs=_tabs(request, agreement, tab, own=own), is_own=own,
        waits=draw.waiting(stage, parties, actor.agency), facts=draw.facts(agreement, queries.terms_of(effect)),
        source=Source.objects.filter(agreement=agreement).defer("content").first(),
        timeline=_address("audit:timeline", pk) if own else "", aside_panels=_panels(pk, "aside") if own else [],
        original=originals.shown(request, agreement), paper=originals.offers(request, agreement),
        is_suspended=bool(queries.resting([agreement], actor.at)),
        rests=running.rests(actor, agreement) if own else [], links=running.links(agreement) if own else [],
        **TABS[tab](request, agreement))


@require_GET
def source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file as it was uploaded, byte for byte."""
    kept = Source.objects.filter(agreement=own_agreement(request, pk)).first()
    if kept is None:
        raise Http404
    answer = HttpResponse(bytes(kept.content), content_type=MEDIA.get(kept.media, "application/octet-stream"))
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kept.name)}"
    return answer


@require_GET
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The signed agreement as a file that is checked offline."""
    agreement = found(pk)
    deed, signatures = access.shown(pk)
    if deed is None or agreement.stage != Stage.SIGNED:
        raise Http404
    signed = [bundle.signature(agency=one.agency_id, name=one.agency.name, officer=one.officer, at=one.at,
                               algorithm=one.algorithm, public=bytes(one.key.public), value=bytes(one.value))
              for one in signatures]
    actions.exported(request.actor, agreement)
    data = bundle.of(terms=deed.terms, text=agreement.signed_text, signatures=signed)
    answer = HttpResponse(json.dumps(data, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(agreement.number or 'agreement')}.json"
    return answer


def _overview(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """What it gives and asks; while it is negotiated, what was changed last; on the day it opened, what opened."""
    actor = request.actor
    effect = queries.in_effect(agreement, actor.at) if _runs(agreement) and queries.is_own(actor, agreement) else agreement
    terms = queries.terms_of(effect)
    table = list(queries.versions(agreement)[:2]) if agreement.stage == Stage.SENT else []
    change = draw.compared(table[1], table[0], draw.names_of(agreement)) if len(table) == 2 else None
    signed = agreement.stage == Stage.SIGNED
    return {
        "effect": effect, "change": change,
        "panels": _panels(agreement.pk, "main") if signed and queries.is_own(actor, agreement) else [],
        "sharing": [(words.name(f"sharing.{row.key}", terms), words.share(row), row.clause) for row in terms.sharing],
        "promised": [(words.name(f"duties.{row.key}", terms), words.duty(row), row.clause) for row in terms.duties],
        "duties": draw.duties(agreement, actor.at) if signed else [],
        "laws": [words.hint(law) for law in citing.stale(agreement.text, moments.local(actor.at).date())]
        if agreement.stage in (Stage.DRAFT, Stage.SENT) else [],
        "amending": running.amending(agreement) if queries.is_own(actor, agreement) else None,
        "opened": draw.opened(actor, agreement) if signed and "opened" in request.GET else None,
    }


def _text(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """The text as signed, or as it would be signed today, and the signatures with their check."""
    text = agreement.signed_text or wording.complete(agreement.text, queries.terms_of(agreement))
    body, heading, annex = text.partition(f"\n{wording.HEADING}\n")
    return {"paragraphs": [line for line in body.split("\n") if line.strip()], "annex_title": heading.strip(),
            "annex_lines": [line for line in annex.split("\n") if line.strip()], "signatures": draw.signatures(agreement)}


def _versions(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """Every version that was on the table, and what one changed against the one before."""
    all_of_them = list(queries.versions(agreement))
    wanted = request.GET.get("version", "")
    shown = next((one for one in all_of_them if str(one.edition) == wanted), all_of_them[0] if all_of_them else None)
    before = next((one for one in all_of_them if shown and one.edition == shown.edition - 1), None)
    compared = draw.compared(before, shown, draw.names_of(agreement)) if before and shown else None
    whole = redline.words(before.text, shown.text) if before and shown else []
    return {"versions": all_of_them, "shown": shown, "before": before, "change": compared, "whole": whole,
            "officers": draw.officers(all_of_them)}


def _timeline(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    return {}


TABS: dict[str, Callable[[HttpRequest, Agreement], dict[str, object]]] = {
    "overview": _overview, "running": running.tab, "text": _text, "negotiation": negotiation.tab, "versions": _versions,
    "endings": endings.tab, "papers": papers.tab, "timeline": _timeline, "preview": preview.context}
READ = ("overview", "text")  # what who is above a party reads
HIDDEN: dict[str, Callable[[Agreement], bool]] = {  # tabs that are drawn only then
    "versions": lambda agreement: bool(agreement.edition) and agreement.stage != Stage.SIGNED,  # then under negotiation
    "endings": lambda agreement: _runs(agreement), "running": lambda agreement: _runs(agreement)}


def _tabs(request: HttpRequest, agreement: Agreement, current: str, *, own: bool) -> list[dict[str, object]]:
    labels = {"overview": _("Overview"), "running": _("In force"), "text": _("Text and signatures"),
              "negotiation": _("Negotiation"), "versions": _("Versions"), "endings": _("Ending"), "papers": _("Papers"),
              "timeline": _("Timeline")}
    if queries.has_preview(request.actor, agreement):
        labels["preview"] = _("Dry run")
    counts = {"versions": agreement.edition or None, "negotiation": queries.open_talk(request.actor, agreement) or None}
    shown = "negotiation" if current == "versions" and HIDDEN["versions"](agreement) is False else current  # it leads there
    return [{"label": label, "url": f"?tab={name}", "current": name == shown, "count": counts.get(name)}
            for name, label in labels.items() if (own or name in READ) and (name not in HIDDEN or HIDDEN[name](agreement))]


def _runs(agreement: Agreement) -> bool:
    """Whether there is something to say of it in force: it is signed, and no supplement."""
    return agreement.stage == Stage.SIGNED and agreement.amends_id is None


def _panels(pk: UUID, place: str) -> list[dict[str, str]]:
    """The panels that modules above laid here, with their addresses."""
    return [{"key": panel.key, "title": _(panel.title), "url": url} for panel in panels.of("agreement", place)
            if (url := _address(panel.url_name, pk))]


def _address(name: str, pk: UUID) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""
