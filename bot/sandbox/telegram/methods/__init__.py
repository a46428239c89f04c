"""The methods of the Bot API: every module of this folder registers its own."""

import importlib
import pkgutil

from .registry import METHODS, Described, Method

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["METHODS", "Described", "Method"]
