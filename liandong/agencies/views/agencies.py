"""Pages of agencies: the tree, and one agency with whom one calls there."""
from dataclasses import dataclass
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_GET

from liandong.kernel.pages import page
from liandong.kernel.terms import Level

from .. import queries, rules
from ..models import Agency, Officer
from . import months, words


@dataclass(frozen=True)
class Colleague:
    """An officer as a row of the agency's page."""

    officer: Officer
    roles: str
    clearance: str


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Every agency on the platform, under the one above it."""
    wanted = request.GET.get("q", "").strip()
    found = queries.tree(request.actor)
    shown = [b for b in found if wanted in b.agency.name or b.agency.code.startswith(wanted)] if wanted else found
    return page(request, "agencies/list", branches=shown, total=len(found), wanted=wanted, may=may(request))


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One agency: whom one calls there, liaison officers each way, departments, and of one's own the officers."""
    agency, actor = get_object_or_404(queries.agencies(), pk=pk), request.actor
    is_own = agency.pk == actor.agency
    posts = list(queries.liaison_posts(actor, agency.pk))
    return page(
        request, "agencies/detail", agency=agency, is_own=is_own, facts=_facts(agency), may=may(request),
        departments=queries.departments(agency.pk), colleagues=_colleagues(agency) if is_own else [],
        desks=words.desk_lines(queries.desks(agency.pk), actor.at), vacancies=queries.vacancies(actor, agency.pk),
        running=[months.turn(s) for s in queries.on_duty(agency.pk, actor.at)], unread=queries.unread(actor, agency.pk),
        reached=words.reaches(queries.contacts(actor, agency.pk)), handovers=queries.handovers(actor, agency.pk)[:5],
        ours=words.post_lines((p for p in posts if p.agency_id == actor.agency), actor.at),
        theirs=words.post_lines((p for p in posts if p.agency_id != actor.agency), actor.at))


def may(request: HttpRequest) -> bool:
    """Whether the officer administers their agency."""
    return rules.Role.ADMINISTRATOR in request.actor.roles


def administrators_only(request: HttpRequest) -> None:
    """Pages of administrators are not there for others."""
    if not may(request):
        raise Http404


def answer_form(request: HttpRequest, form: Form, **context: object) -> HttpResponse:
    """The page of a form; one that was refused answers 422."""
    back = request.actor.agency
    return page(request, "agencies/form", form=form, back=back, own=queries.agency(back),
                status=422 if form.is_bound else 200, **context)


def _colleagues(agency: Agency) -> list[Colleague]:
    return [Colleague(o, _roles(o), _(Level(str(o.clearance)).label)) for o in queries.officers(agency.pk)]


def _roles(officer: Officer) -> str:
    return pgettext("between roles", ", ").join(_(rules.Role(role).label) for role in officer.roles)


def _facts(agency: Agency) -> list[tuple[str, object]]:
    return [(_("Agency code"), agency.code), (_("Kind"), agency.get_kind_display()), (_("Tier"), agency.get_tier_display()),
            (_("Parent"), agency.parent or "—"), (_("Duty phone"), agency.duty_phone or "—")]
