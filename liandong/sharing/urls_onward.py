"""Addresses of requests to pass records on."""
from django.urls import path

from .views import onward

urlpatterns = [
    path("onward/", onward.list_, name="onwards"),
    path("onward/<uuid:pk>/", onward.detail, name="onward"),
    path("onward/<uuid:pk>/<slug:verb>/", onward.step, name="onward_step"),
    path("<uuid:pk>/onward/", onward.ask, name="ask_onward"),
    path("<uuid:pk>/onward/panel/", onward.panel, name="onward_panel"),
]
