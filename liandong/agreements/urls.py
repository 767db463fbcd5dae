"""Addresses of agreements."""
from django.urls import path

from . import views

app_name = "agreements"
urlpatterns = [
    path("", views.list_, name="list"),
    path("import/", views.import_, name="import"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/look/", views.look, name="look"),
    path("<uuid:pk>/row/<slug:kind>/", views.row, name="row"),
    path("<uuid:pk>/source/", views.source, name="source"),
    path("<uuid:pk>/export/", views.export, name="export"),
    path("<uuid:pk>/sign/", views.sign, name="sign"),
    path("<uuid:pk>/<slug:verb>/", views.step, name="step"),
]
