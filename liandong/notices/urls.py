"""Addresses of notices."""
from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.list_, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("preferences/", views.preferences, name="preferences"),
    path("mail/", views.mail, name="mail"),
    path("mail/<uuid:pk>/try-again/", views.try_again, name="try_again"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/read/", views.read, name="read"),
    path("<uuid:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
]
