"""Mark the few views that answer before anybody signed in."""
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """The same view, open before sign-in: ActorMiddleware reads `is_public`, and nothing else opens a view."""
    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    opened.is_public = True
    return opened
