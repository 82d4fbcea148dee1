"""The journal's statements through Python's sqlite3, on an unencrypted database with the same tables.

python.py DATABASE STATEMENTS: each line on standard input is answered with the nanoseconds that it took. A text is run as
a script, an object is an entry to commit, a list is a query for sums by day.
"""

import json
import sqlite3
import sys
import time

SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"
DAY_SUMS = """SELECT day, sum(value), count(value) FROM entry
    WHERE kind = ?1 AND day BETWEEN ?2 AND ?3 AND value IS NOT NULL GROUP BY day ORDER BY day"""


def commit(connection, statements, entry):
    """What a commit of one entry does, each with the values that it binds."""
    record, own, unlearn, forget, latest, show, learn = statements
    entry_id, origin = bytes.fromhex(entry["id"]), bytes.fromhex(entry["origin"])
    at, offset, words = entry["at"], entry["offset"], (entry["name"], entry["note"])
    began = time.perf_counter_ns()
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    cursor.execute(own).fetchall()
    bound = ("entry", entry_id, origin, at, offset, at, offset, 0, entry["payload"])
    cursor.execute(record, bound).fetchall()
    position = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
    cursor.execute(unlearn, (entry_id,))
    cursor.execute(forget, (entry_id,))
    cursor.execute(latest, (entry_id,)).fetchall()
    cursor.execute(show, (position, entry_id, entry["kind"], at, entry["day"], entry["value"], *words))
    cursor.execute(learn, (position, *words))
    cursor.execute("COMMIT")
    return time.perf_counter_ns() - began


def timed(work):
    began = time.perf_counter_ns()
    work()
    return time.perf_counter_ns() - began


def main():
    statements = json.loads(sys.argv[2])
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.executescript(SETTINGS)
    for line in sys.stdin:
        asked = json.loads(line)
        if isinstance(asked, str):
            took = timed(lambda: connection.executescript(asked))
        elif isinstance(asked, dict):
            took = commit(connection, statements, asked)
        else:
            took = timed(lambda: connection.execute(DAY_SUMS, asked).fetchall())
        print(took, flush=True)


main()
