"""Addresses of files."""
from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("<uuid:pk>/", views.file, name="file"),
    path("of/<uuid:subject>/", views.panel, name="panel"),
]
