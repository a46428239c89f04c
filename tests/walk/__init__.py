"""docs/install.md, walked word for word on an empty Debian: `make walk`."""
