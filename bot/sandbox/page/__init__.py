"""The chat page: everybody's phone side by side in one browser."""

from .phones import Phones
from .routes import application

__all__ = ["Phones", "application"]
