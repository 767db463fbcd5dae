"""The officer's own page: who they are here, and how they sign in."""
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_safe

from liandong.agencies import queries as agencies
from liandong.agencies.rules import Role
from liandong.kernel.terms import Level
from liandong.web.signin import asks_code


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Name, agency, roles and clearance; language, theme, password, second factor, sessions."""
    officer = agencies.officer(request.actor.officer)
    facts = [
        (_("Name"), officer.name), (_("Police number"), officer.police_number), (_("Agency"), officer.agency.name),
        (_("Department"), officer.department or "—"), (_("Post"), officer.post or "—"),
        (_("Roles"), pgettext("between roles", ", ").join(_(Role(role).label) for role in officer.roles) or "—"),
        (_("Clearance"), _(Level(str(officer.clearance)).label)),
    ]
    return render(request, "web/me.html", {
        "facts": facts, "asks_code": asks_code(request.user),
        "session_count": UserSession.objects.filter(user=request.user.pk).count(),
    })
