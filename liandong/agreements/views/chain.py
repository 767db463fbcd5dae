"""Who approves agreements inside the agency before they are signed: a page for its administrators."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liandong.agencies import queries as agencies
from liandong.agencies.rules import Role
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries
from ..forms import ChainForm


@require_http_methods(["GET", "POST"])
def chain(request: HttpRequest) -> HttpResponse:
    """Show and set the posts, in their order, with who holds them."""
    if Role.ADMINISTRATOR not in request.actor.roles:
        raise Http404
    form = ChainForm(request.POST or None, roles=queries.chain(request.actor.agency))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_chain(request.actor, form.roles())
            messages.success(request, _("Saved. Agreements not yet signed are asked by this chain from now on."))
            return redirect("agreements:chain")
        except Refused as refusal:
            refused_in(request, form, refusal)
    return page(request, "agreements/chain", form=form, holders=_holders(request), status=422 if form.is_bound else 200)


def _holders(request: HttpRequest) -> list[tuple[str, str]]:
    """Of each post in the chain who holds it; a post that nobody holds stops every signature."""
    return [(_(Role(role).label), "、".join(officer.name for officer in agencies.holders(request.actor.agency, [role])))
            for role in queries.chain(request.actor.agency)]
