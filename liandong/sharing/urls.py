"""Addresses of shared records."""
from django.urls import include, path

from . import urls_life, urls_onward
from .urls_standard import addresses as standard_addresses
from .views import acts, entries, exports, imports, interests, lists, openings, panels, relations, subjects, uses, waits

app_name = "sharing"
urlpatterns = [
    *urls_life.urlpatterns,
    *urls_onward.urlpatterns,
    path("", lists.list_, name="list"),
    path("under/<uuid:deed>/", panels.under_deed, name="deed_panel"),
    path("uses/<uuid:deed>/", uses.panel, name="use_panel"),
    path("uses/<uuid:deed>/list/", uses.list_, name="uses"),
    path("waits/<uuid:partner>/", waits.list_, name="waits"),
    path("would-open/<uuid:pk>/", openings.would_open, name="would_open"),
    path("interests/", interests.list_, name="interests"),
    path("interests/<uuid:pk>/", interests.detail, name="interest"),
    path("standard/", include(standard_addresses)),
    path("exports/", exports.list_, name="exports"),
    path("exports/<uuid:pk>/", exports.detail, name="one_export"),
    path("exports/<uuid:pk>/fetch/", exports.fetch, name="export_fetch"),
    path("imports/", imports.list_, name="imports"),
    path("imports/template/<slug:kind>/", imports.template, name="import_template"),
    path("imports/<uuid:pk>/", imports.detail, name="one_import"),
    path("imports/<uuid:pk>/columns/", imports.columns, name="import_columns"),
    path("imports/<uuid:pk>/start/", imports.start, name="import_start"),
    path("imports/<uuid:pk>/stop/", imports.stop, name="import_stop"),
    path("imports/<uuid:pk>/forget/", imports.forget, name="import_forget"),
    path("imports/<uuid:pk>/faults/", imports.faults, name="import_faults"),
    path("new/<slug:kind>/", entries.enter, name="enter"),
    path("new/<slug:kind>/title/", entries.suggest, name="suggest"),
    path("<uuid:pk>/", subjects.detail, name="detail"),
    path("<uuid:pk>/edit/", entries.edit, name="edit"),
    path("<uuid:pk>/level/", entries.set_level, name="set_level"),
    path("<uuid:pk>/release/", entries.release, name="release"),
    path("<uuid:pk>/recall/<uuid:agency>/", acts.recall, name="recall"),
    path("<uuid:pk>/relate/", relations.relate, name="relate"),
    path("<uuid:pk>/relate/found/", relations.found, name="relatable"),
    path("<uuid:pk>/relate/<uuid:relation>/end/", relations.unrelate, name="unrelate"),
    path("<uuid:pk>/keep/", acts.keep, name="keep"),
    path("<uuid:pk>/serious/", acts.mark_serious, name="mark_serious"),
    path("<uuid:pk>/serious/withdraw/", acts.withdraw_serious, name="withdraw_serious"),
    path("<uuid:pk>/shown/<slug:element>/", subjects.cell, name="cell"),
    path("<uuid:pk>/reveal/<slug:element>/", acts.reveal, name="reveal"),
    path("<uuid:pk>/<slug:verb>/", acts.step, name="step"),
]
