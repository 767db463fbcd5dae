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
    path("<uuid:pk>/end/<slug:how>/", views.end, name="end"),
    path("<uuid:pk>/closing/", views.closing, name="closing"),
    path("<uuid:pk>/claim/", views.claim, name="claim"),
    path("<uuid:pk>/dispute/", views.open_dispute, name="open_dispute"),
    path("endings/<uuid:pk>/", views.ending, name="ending"),
    path("endings/<uuid:pk>/<slug:verb>/", views.answer_ending, name="answer_ending"),
    path("breaches/<uuid:pk>/", views.breach, name="breach"),
    path("breaches/<uuid:pk>/<slug:verb>/", views.breach_step, name="breach_step"),
    path("disputes/<uuid:pk>/", views.dispute, name="dispute"),
    path("disputes/<uuid:pk>/<slug:verb>/", views.dispute_step, name="dispute_step"),
    path("<uuid:pk>/<slug:verb>/", views.step, name="step"),
]
