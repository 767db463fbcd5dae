"""The demonstration: a fictional province, told through the product's own actions at moments of the past year."""
from .load import load

__all__ = ["load"]
