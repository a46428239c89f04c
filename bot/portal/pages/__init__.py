"""The portal's pages, one subject a file; each has its functions and their routes."""
