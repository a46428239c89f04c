"""Delivery: everything we say goes from the outbox to its platform, and what became of it back."""

from bot.delivery.delivery import Delivery
from bot.delivery.pace import Limits

__all__ = ["Delivery", "Limits"]
