"""Addresses of the ledger."""
from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("", views.list_, name="list"),
    path("export/", views.export, name="export"),
    path("of/<uuid:subject>/", views.timeline, name="timeline"),
    path("heads/", views.heads, name="heads"),
    path("heads/verify/", views.verify, name="verify"),
]
