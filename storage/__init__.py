"""What is true: one file a table, each with its value and its queries."""

from storage.db import Db as Db
