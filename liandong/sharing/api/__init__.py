"""The API of sharing: records of the standard and what happens to them under /api/records/, systems under /api/exchange/."""
from . import life, relations, standard
from .exchange import router as exchange
from .records import router

router.add_router("/standard/", standard.router)
router.add_router("", relations.router)
router.add_router("", life.router)

__all__ = ["exchange", "router"]
