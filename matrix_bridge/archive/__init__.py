"""A project saved as a file: all that was said, shown and done, as pages and as data.

Source: docs/rules.md, TWS-11.
"""

from matrix_bridge.archive.making import Archive

__all__ = ["Archive"]
