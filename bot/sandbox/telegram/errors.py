"""The answer that Telegram gives to a call it refuses."""

from typing import Any


class ApiError(Exception):
    """A refused call: HTTP status, description, and Telegram's `parameters` if there are any."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Give the JSON object that the client receives."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(text: str) -> ApiError:
    """Make a 400 with Telegram's usual beginning."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """Make a 403 with Telegram's usual beginning."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """Make a 409 with Telegram's usual beginning."""
    return ApiError(409, f"Conflict: {text}")


def too_many(retry_after: int) -> ApiError:
    """Make a 429 that asks for `retry_after` seconds of silence."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
