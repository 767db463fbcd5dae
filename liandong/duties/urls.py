"""Addresses of duties."""
from django.urls import path

from . import views

app_name = "duties"
urlpatterns = [
    path("", views.list_, name="list"),
    path("partners/", views.partners, name="partners"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/load/", views.load_calendar, name="load_calendar"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/keep/", views.keep, name="keep"),
    path("<uuid:pk>/ask/", views.ask, name="ask"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/waive/", views.waive, name="waive"),
    path("<uuid:pk>/order/", views.order, name="order"),
    path("<uuid:pk>/reopen/", views.reopen, name="reopen"),
]
