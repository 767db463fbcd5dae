"""The API of sharing: records of the standard and what happens to them under /api/records/."""
from . import life, relations, standard
from .records import router

router.add_router("/standard/", standard.router)
router.add_router("", relations.router)
router.add_router("", life.router)

__all__ = ["router"]
