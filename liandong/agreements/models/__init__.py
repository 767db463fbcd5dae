"""Every table of agreements."""
from .agreement import Agreement, Consent, Source, Version

__all__ = ["Agreement", "Consent", "Source", "Version"]
