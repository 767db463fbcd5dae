"""Addresses of the data standard: reading it, adding to it, taking it along."""
from django.urls import path

from .views import additions, printed

ONE = "one/<slug:what>/<slug:place>/<slug:name>/"
addresses = [
    path("", printed.standard_, name="standard"),
    path("history/", additions.history, name="standard_history"),
    path("file/<slug:format>/", printed.file, name="standard_file"),
    path("codes/<slug:table>/", printed.codes_, name="standard_codes"),
    path("add/<slug:what>/<slug:place>/", additions.add, name="standard_add"),
    path("of/<uuid:pk>/", additions.of_notice, name="standard_of"),
    path(ONE, additions.one, name="standard_one"),
    path(f"{ONE}change/", additions.change, name="standard_change"),
    path(f"{ONE}retire/", additions.retire, name="standard_retire"),
    path("<slug:kind>/", printed.kind_, name="standard_kind"),
]
