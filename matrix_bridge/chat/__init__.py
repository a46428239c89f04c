"""The platform "matrix": people's direct chats with the conversation bot."""

from matrix_bridge.chat.account import Account
from matrix_bridge.chat.bot import Chat
from matrix_bridge.chat.company import Manners

__all__ = ["Account", "Chat", "Manners"]
