"""Every kind of cards in the queue, one file each; all are found here by themselves.

Each says `queuing.add(Kind(…))`; handlers/queuing.py tells what a kind is.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
