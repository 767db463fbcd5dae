"""The application that uvicorn serves: static files before Django, everything else through it."""
import os

from django.contrib.staticfiles.finders import get_finders
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liandong.web.settings")


def _served() -> ServeStaticASGI:
    """Every module's own files and the browser libraries, each under its own address, found once at the start."""
    served = ServeStaticASGI(get_asgi_application(), max_age=3600)
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            served.add_files(storage.location, prefix=f"static/{getattr(storage, 'prefix', None) or ''}")
    return served


application = _served()
