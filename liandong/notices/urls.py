"""Addresses of notices."""
from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.list_, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("<uuid:pk>/read/", views.read, name="read"),
]
