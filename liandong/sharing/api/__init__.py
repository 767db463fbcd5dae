"""The API of sharing: records of the standard under /api/records/."""
from . import relations, standard
from .records import router

router.add_router("/standard/", standard.router)
router.add_router("", relations.router)

__all__ = ["router"]
