"""The application that uvicorn serves: static files before Django, streams beside it, everything else through it."""
import os
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liandong.web.settings")
django.setup()

from liandong.web.live.hub import Hub  # noqa: E402 - what it imports needs the set-up
from liandong.web.live.stream import Live  # noqa: E402
from liandong.web.settled import settle  # noqa: E402


def listening() -> dict[str, Any]:
    """How the hub connects: as the web role, outside the pool, since it keeps its connection."""
    default = settings.DATABASES["default"]
    given = {"host": default["HOST"], "port": default["PORT"], "user": default["USER"], "password": default["PASSWORD"]}
    options = {name: value for name, value in default["OPTIONS"].items() if name != "pool"}
    return {"dbname": default["NAME"], **options, **{name: value for name, value in given.items() if value}}


def _served() -> ServeStaticASGI:
    """Every module's own files and the browser libraries, each under its own address, found once at the start."""
    served = ServeStaticASGI(get_asgi_application(), max_age=3600)
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            served.add_files(storage.location, prefix=f"static/{getattr(storage, 'prefix', None) or ''}")
    return served


served = _served()
application = Live(served, Hub(listening))
settle()
