"""One line per module, and the addresses of signing in and of the session."""
from django.urls import URLPattern, URLResolver, include, path

from liandong.web.api import api
from liandong.web.views import calendar, demo, feed, filters, me, pulse, session, workbench

urlpatterns: list[URLPattern | URLResolver] = [
    path("", workbench.home, name="home"),
    path("agreements/", include("liandong.agreements.urls")),
    path("records/", include("liandong.sharing.urls")),
    path("duties/", include("liandong.duties.urls")),
    path("documents/", include("liandong.documents.urls")),
    path("notices/", include("liandong.notices.urls")),
    path("agencies/", include("liandong.agencies.urls")),
    path("ledger/", include("liandong.audit.urls")),
    path("pulse/", pulse.pulse, name="pulse"),
    path("me/", me.me, name="me"),
    path("calendar/", calendar.show, name="calendar"),
    path("calendar/feed/", feed.make, name="feed_make"),
    path("calendar/feed/address/", feed.address, name="feed_address"),
    path("calendar/feed/revoke/", feed.revoke, name="feed_revoke"),
    path("calendar/feed/key/<str:key>.ics", feed.read, name="feed"),
    path("filters/", filters.save, name="filter_save"),
    path("filters/<uuid:pk>/", filters.change, name="filter_change"),
    path("account/", include("liandong.web.signin_urls")),
    path("unlock/", session.unlock, name="unlock"),
    path("draft/", session.draft, name="draft"),
    path("language/", session.language, name="set_language"),
    path("demo/enter/", demo.enter, name="demo_enter"),
    path("api/", api.urls),
]

handler400 = "liandong.web.errors.bad_request"
handler404 = "liandong.web.errors.not_found"
handler500 = "liandong.web.errors.broken"
