"""What the operator gives the homeserver: our registration as application service, and settings."""

import re
from typing import Any

#: The account that owns every TwinSpace room; the homeserver knows it as our "sender".
SERVICE = "etwin-twinspace"
#: The device of each account that we speak for. With it the homeserver remembers our
#: transaction ids in its database, and the guard knows what is done by us.
DEVICE = "ETWIN"
#: The name of our registration, also in the address of the ping.
APPSERVICE_ID = "etwinning"


def registration(
    as_token: str, hs_token: str, url: str, server_name: str, bot_localpart: str
) -> dict[str, Any]:
    """Describe us as an application service; `url` is where we take the homeserver's pushes.

    The homeserver reads it once, at its start.
    Source: https://spec.matrix.org/latest/application-service-api/#registration
    """
    server = re.escape(server_name)
    ours = [re.escape(bot_localpart), *(f"{kind}_[^:]*" for kind in ("t", "p", "tg"))]
    return {
        "id": APPSERVICE_ID,
        "url": url,
        "as_token": as_token,
        "hs_token": hs_token,
        # The sender cannot sync, so the conversation bot is an ordinary account of the namespace.
        "sender_localpart": SERVICE,
        "rate_limited": False,
        "receive_ephemeral": True,
        "protocols": [],
        "namespaces": {
            "users": [{"exclusive": True, "regex": f"^@{name}:{server}$"} for name in ours],
            "aliases": [{"exclusive": True, "regex": f"^#etwin_[^:]*:{server}$"}],
            "rooms": [],
        },
    }


def snippet(server_name: str, bot_localpart: str = "etwin") -> dict[str, Any]:
    """Give the top-level keys of homeserver.yaml that keep a homeserver with pupils closed."""
    guard = _guard(server_name, bot_localpart)
    return guard | _closed(server_name) | _private() | _limits()


def _guard(server_name: str, bot_localpart: str) -> dict[str, Any]:
    """Load the guard: from where the project is installed, or as `guard.Guard` if copied."""
    config = {
        "service": f"@{SERVICE}:{server_name}",
        "bots": [f"@{bot_localpart}:{server_name}"],
        "device": DEVICE,
    }
    return {"modules": [{"module": "matrix_bridge.guard.Guard", "config": config}]}


def _closed(server_name: str) -> dict[str, Any]:
    """Nobody comes in but through us, and nothing goes out."""
    service = f"@{SERVICE}:{server_name}"
    return {
        "enable_registration": False,
        "allow_guest_access": False,
        "federation_domain_whitelist": [],
        "allow_public_rooms_without_auth": False,
        "allow_public_rooms_over_federation": False,
        "enable_room_list_search": False,
        "room_list_publication_rules": [{"action": "deny"}],
        "alias_creation_rules": [{"user_id": service, "action": "allow"}, {"action": "deny"}],
        "url_preview_enabled": False,
        # TwinSpaces are unencrypted on purpose: teachers supervise, and everything can be exported.
        "encryption_enabled_by_default_for_room_type": "off",
        # A pupil enters another Matrix client by a single-use link that we draw.
        "login_via_existing_session": {
            "enabled": True,
            "require_ui_auth": False,
            "token_timeout": "5m",
        },
    }


def _private() -> dict[str, Any]:
    """Nobody looks up strangers."""
    return {
        "user_directory": {"enabled": False, "search_all_users": False},
        "require_auth_for_profile_requests": True,
        "limit_profile_requests_to_users_who_share_rooms": True,
        # Not enable_set_displayname: it would stop us too, for Synapse names a new account
        # after its localpart and then refuses every change.
        "enable_set_avatar_url": False,
        "enable_3pid_changes": False,
        "presence": {"enabled": False},
        # What was taken back is gone from the homeserver's database too, some minutes later;
        # Synapse keeps it for a week. What somebody reported was frozen before.
        "redaction_retention_period": "1m",
        # Synapse's index for searching keeps the words of what was taken back for ever.
        "enable_search": False,
        # Companies that carry notifications to phones learn that there is one, not what it says.
        "push": {"include_content": False},
    }


def _limits() -> dict[str, Any]:
    """Synapse's limits, where its own would stop a school; and those of files."""
    return {
        # The guard allows pupils less for one file.
        "max_upload_size": "50M",
        "media_upload_limits": [
            {"time_period": "1d", "max_size": "300M"},
            {"time_period": "7d", "max_size": "1000M"},
        ],
        # All teachers invite one bot; Synapse lets an account receive five invitations, then
        # one in five minutes.
        "rc_invites": {"per_user": {"per_second": 10, "burst_count": 1000}},
        # A class comes from one address; Synapse allows five logins, then one in five minutes.
        "rc_login": {"address": {"per_second": 1, "burst_count": 100}},
    }
