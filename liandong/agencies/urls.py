"""Addresses of agencies, their officers, liaison posts, counterpart desks, duty rosters and emergency contacts."""
from django.urls import path

from . import views

app_name = "agencies"
urlpatterns = [
    path("", views.list_, name="list"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/desks/", views.desks_panel, name="desks_panel"),
    path("officers/new/", views.add_officer, name="add_officer"),
    path("officers/<uuid:pk>/", views.appoint, name="appoint"),
    path("officers/<uuid:pk>/close/", views.close_account, name="close_account"),
    path("officers/<uuid:pk>/open/", views.open_account, name="open_account"),
    path("officers/<uuid:pk>/password/", views.reset_password, name="reset_password"),
    path("officers/<uuid:pk>/first-password/", views.first_password, name="first_password"),
    path("liaison/new/", views.name_liaison, name="name_liaison"),
    path("liaison/<uuid:pk>/", views.set_liaison, name="set_liaison"),
    path("liaison/<uuid:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("liaison/<uuid:pk>/end/", views.end_liaison, name="end_liaison"),
    path("departments/new/", views.add_department, name="add_department"),
    path("departments/<uuid:pk>/", views.rename_department, name="rename_department"),
    path("desks/new/", views.add_desk, name="add_desk"),
    path("desks/<uuid:pk>/", views.set_desk, name="set_desk"),
    path("desks/<uuid:pk>/remove/", views.remove_desk, name="remove_desk"),
    path("rosters/", views.rosters, name="rosters"),
    path("rosters/new/", views.open_roster, name="open_roster"),
    path("rosters/<uuid:pk>/", views.roster, name="roster"),
    path("rosters/<uuid:pk>/shifts/", views.add_shifts, name="add_shifts"),
    path("rosters/<uuid:pk>/copy/", views.copy_shifts, name="copy_shifts"),
    path("rosters/<uuid:pk>/publish/", views.publish, name="publish_roster"),
    path("rosters/<uuid:pk>/acknowledge/", views.acknowledge_roster, name="acknowledge_roster"),
    path("shifts/<uuid:pk>/drop/", views.drop_shift, name="drop_shift"),
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/new/", views.add_contact, name="add_contact"),
    path("contacts/plan/", views.plan_tests, name="plan_tests"),
    path("contacts/<uuid:pk>/", views.contact, name="contact"),
    path("contacts/<uuid:pk>/edit/", views.set_contact, name="set_contact"),
    path("contacts/<uuid:pk>/call/", views.call_contact, name="call_contact"),
    path("contacts/<uuid:pk>/end/", views.end_contact, name="end_contact"),
]
