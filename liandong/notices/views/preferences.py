"""The page on which officers say what reaches them as a mail, and when."""
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, queries


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Address, groups that go out as mail, quiet hours."""
    own = queries.preference(request.actor)
    if request.method != "POST":
        chosen = own.mail if not own._state.adding else [key for key, _label in queries.groups()]
        return _page(request, forms.Preferences(initial={
            "address": queries.address(request.actor), "mail": chosen, "quiet_from": own.quiet_from,
            "quiet_until": own.quiet_until, "version": own.version}))
    form = forms.Preferences(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        actions.prefer(request.actor, **form.cleaned_data)
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return _page(request, form, status=422)
    messages.success(request, _("Kept. It holds from the next notice on."))
    return redirect("notices:preferences")


def _page(request: HttpRequest, form: forms.Preferences, *, status: int = 200) -> HttpResponse:
    return page(request, "notices/preferences", status=status, form=form, is_off=not settings.EMAIL_HOST)
