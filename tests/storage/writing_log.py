"""A process whose threads write into the safeguarding log at the same time."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from storage import safeguarding
from storage.db import Database
from storage.safeguarding import Kind

THREADS = 4


def main():
    """Run: URL, how many entries each thread writes."""
    url, each = sys.argv[1], int(sys.argv[2])
    database = Database(url)

    def write(_):
        for _ in range(each):
            database.write(safeguarding.write, Kind.JOINED, datetime.now(UTC))

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(write, range(THREADS)))
    database.close()


if __name__ == "__main__":
    main()
