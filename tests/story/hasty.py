"""A module for the tests' homeserver: what it does every five minutes it does every second."""


class Hasty:
    """Lets Synapse take redacted words out of its database soon. Source: its censor_events.py."""

    def __init__(self, config, api):
        store = api._hs.get_datastores().main
        api._hs.get_clock().looping_call(store._censor_redactions, _second())

    @staticmethod
    def parse_config(config):
        return config


def _second():
    """Give a second as this version of Synapse wants it."""
    try:
        from synapse.util.duration import Duration
    except ImportError:
        return 1000
    return Duration(seconds=1)
