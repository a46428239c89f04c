"""A crowd that signs up for a seminar, as a process of its own.

DATABASE-URL SEMINAR FIRST-PERSON PEOPLE THREADS. At the first line that comes in everybody signs
up; at the second, which is a time, everybody who is due is reminded.
"""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from handlers import seminar_news
from storage import signups
from storage.db import Database
from storage.signups import Signing
from tests.conftest import NOON


def main(url: str, seminar: str, first: str, people: str, threads: str) -> None:
    """Let everybody sign up at once; print who got a place and who waits; then remind."""
    database = Database(url)
    everybody = range(int(first), int(first) + int(people))
    with ThreadPoolExecutor(int(threads)) as pool:
        print("ready", flush=True)
        sys.stdin.readline()
        told = Counter(
            pool.map(
                lambda person: database.write(signups.sign_up, int(seminar), person, NOON),
                everybody,
            )
        )
    print(told[Signing.IN], told[Signing.WAITING], flush=True)
    at = datetime.fromisoformat(sys.stdin.readline().strip())
    while database.write(seminar_news.remind, at):
        pass
    print("reminded", flush=True)
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
