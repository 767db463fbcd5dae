"""Addresses of agreements."""
from django.urls import path

from . import views

app_name = "agreements"
urlpatterns = [
    path("", views.list_, name="list"),
    path("ours/", views.ours, name="ours"),
    path("import/", views.import_, name="import"),
    path("approval/", views.chain, name="chain"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/look/", views.look, name="look"),
    path("<uuid:pk>/row/<slug:kind>/", views.row, name="row"),
    path("<uuid:pk>/source/", views.source, name="source"),
    path("<uuid:pk>/export/", views.export, name="export"),
    path("<uuid:pk>/papers/<slug:kind>/<slug:media>/", views.paper, name="paper"),
    path("<uuid:pk>/keep/", views.keep, name="keep"),
    path("<uuid:pk>/sign/", views.sign, name="sign"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/comment/", views.comment, name="comment"),
    path("<uuid:pk>/note/", views.note, name="note"),
    path("<uuid:pk>/settle/<uuid:one>/", views.settle, name="settle"),
    path("<uuid:pk>/review/", views.review, name="review"),
    path("<uuid:pk>/original/", views.original, name="original"),
    path("<uuid:pk>/scan/", views.scan, name="scan"),
    path("<uuid:pk>/turn-down/", views.turn_down, name="turn_down"),
    path("<uuid:pk>/running/<slug:verb>/", views.run, name="running"),
    path("<uuid:pk>/<slug:verb>/", views.step, name="step"),
]
