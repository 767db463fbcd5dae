"""One line per module, and the addresses of signing in."""
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

MODULES = {"agreements/": "agreements", "records/": "sharing", "duties/": "duties", "notices/": "notices",
           "ledger/": "audit", "agencies/": "agencies"}

urlpatterns: list[URLPattern | URLResolver] = [
    path(place, include(f"liandong.{module}.urls")) for place, module in MODULES.items()
    if find_spec(f"liandong.{module}.urls")
]
if find_spec("liandong.web.signin_urls"):
    urlpatterns.append(path("account/", include("liandong.web.signin_urls")))
if find_spec("liandong.web.api"):
    from liandong.web.api import api
    urlpatterns.append(path("api/", api.urls))
if find_spec("liandong.web.views.workbench"):
    from liandong.web.views import workbench
    urlpatterns.append(path("", workbench.home, name="home"))
if find_spec("liandong.web.views.session"):
    from liandong.web.views import session
    urlpatterns += [path("unlock/", session.unlock, name="unlock"), path("draft/", session.draft, name="draft"),
                    path("language/", session.language, name="set_language")]
if find_spec("liandong.web.views.me"):
    from liandong.web.views import me
    urlpatterns.append(path("me/", me.me, name="me"))
if find_spec("liandong.web.views.demo"):
    from liandong.web.views import demo
    urlpatterns.append(path("demo/enter/", demo.enter, name="demo_enter"))

handler400 = "liandong.web.errors.bad_request"
handler404 = "liandong.web.errors.not_found"
handler500 = "liandong.web.errors.broken"
