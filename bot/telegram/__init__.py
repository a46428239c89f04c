"""Telegram: how its updates become events, and how our messages leave through its Bot API."""
