"""Addresses of duties."""
from django.urls import path

from . import views

app_name = "duties"
urlpatterns = [
    path("", views.list_, name="list"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/load/", views.load_calendar, name="load_calendar"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/keep/", views.keep, name="keep"),
    path("<uuid:pk>/reopen/", views.reopen, name="reopen"),
]
