"""One click to be an officer of either side, in the demonstration alone."""
from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from liandong.agencies.models import Officer
from liandong.web.public import public


@public
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as that officer; who is signed in already leaves first and chooses again."""
    if not settings.DEMO:
        raise Http404
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
        return redirect("account_login")
    officer = get_object_or_404(Officer, police_number=request.POST.get("police_number", ""), is_active=True)
    return perform_login(request, officer)
