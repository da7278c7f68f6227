#!/usr/bin/env python3
"""A person's days, by Python's own sqlite3 module: with_sqlite3.py DATABASE PERSON FROM TO

Nothing of nutri is needed but the file: its views answer. SQLite 3.37 or newer must be in Python.
"""
import sqlite3
import sys
from pathlib import Path

DAYS = """
    SELECT d.day, d.total_mg, d.target_mg, d.target_kind, d.unknown_entries, q.status, q.is_counted
    FROM magnesium_deficit d
    JOIN day_quality q ON q.person = d.person AND q.day = d.day
    WHERE d.person = ? AND d.day BETWEEN ? AND ?
    ORDER BY d.day
"""


def main(path, person, first, last):
    # mode=ro: reading changes nothing, and a wrong path is an error and no new file.
    db = sqlite3.connect(Path(path).resolve().as_uri() + "?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    days = db.execute(DAYS, (person, first, last)).fetchall()
    if not days:
        sys.exit(f"{path} has no day of '{person}' from {first} to {last} (days such as 2026-11-09)")
    for day in days:
        # None is unknown, and never 0.
        total = "unknown" if day["total_mg"] is None else f"{day['total_mg']:.0f} mg"
        bound = " at least" if day["unknown_entries"] else ""
        print(f"{day['day']} {day['status']:<11}{bound} {total}")
    counted = [day for day in days if day["is_counted"] and day["total_mg"] is not None]
    if counted:
        mean = sum(day["total_mg"] for day in counted) / len(counted)
        bound = " at least" if any(day["unknown_entries"] for day in counted) else ""
        print(f"mean of {len(counted)} counted days:{bound} {mean:.0f} mg")
    db.close()


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    if sqlite3.sqlite_version_info < (3, 37):
        sys.exit(f"SQLite {sqlite3.sqlite_version} is older than 3.37")
    try:
        main(*sys.argv[1:])
    except sqlite3.Error as error:
        sys.exit(f"{sys.argv[1]}: {error}")
