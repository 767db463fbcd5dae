"""Wire the modules together once Django is ready."""
from django.apps import AppConfig


class WebConfig(AppConfig):
    """The edge."""

    name = "liandong.web"

    def ready(self) -> None:
        """Connect events, panels and the ledger's sentences."""
        from . import wiring  # noqa: F401  # models must be loaded first

