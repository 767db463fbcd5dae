"""Addresses of what happens to a record: versions, recall and its answers, corrections, reports, papers, case teams."""
from django.urls import path

from .views import life, recalls

urlpatterns = [
    path("asked/", recalls.asks, name="asks"),
    path("asked/<uuid:pk>/", recalls.asked, name="asked"),
    path("reported/<uuid:pk>/", recalls.reported, name="reported"),
    path("history/<uuid:pk>/", life.history, name="history"),
    path("<uuid:pk>/recall-all/", recalls.recall_all, name="recall_all"),
    path("<uuid:pk>/share-anew/", recalls.share_anew, name="share_anew"),
    path("<uuid:pk>/report/", recalls.report, name="report"),
    path("<uuid:pk>/papers/", life.keep_paper, name="keep_paper"),
    path("<uuid:pk>/team/", life.team, name="team"),
]
