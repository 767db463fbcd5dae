"""What waits, for the top bar of an open page."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def pulse(request: HttpRequest) -> HttpResponse:
    """Clocks due, and notices not read; a page asks for it when the stream tells that something came in."""
    return render(request, "frame/_waiting.html")
