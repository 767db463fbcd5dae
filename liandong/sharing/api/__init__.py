"""The API of sharing: records of the standard under /api/records/."""
from .records import router

__all__ = ["router"]
