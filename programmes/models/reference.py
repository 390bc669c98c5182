"""The page docs/reference/triggers.md, made from the triggers of the migrated database."""

import re
from itertools import groupby
from typing import NamedTuple

from django.db import connection

INTRODUCTION = """\
# Triggers

What the database itself does when a row is written, by table. `make manage do="triggers"` writes
this page from a migrated database; a test keeps the two equal. The triggers named `search_…` are in
`programmes/search/sql/triggers.sql`, those named `facts_…` in `programmes/models/facts.sql`, all
others with pgtrigger beside the model of their table.

A rule is shown as the message with which the database refuses a change.
"""
TRIGGERS = """
    SELECT trigger.tgrelid::regclass::text, trigger.tgname, pg_get_triggerdef(trigger.oid),
        function.proname || E'\\n' || function.prosrc
    FROM pg_trigger AS trigger
    JOIN pg_proc AS function ON function.oid = trigger.tgfoid
    WHERE NOT trigger.tgisinternal
    ORDER BY trigger.tgrelid::regclass::text COLLATE "C", trigger.tgname COLLATE "C"
"""
MESSAGE = re.compile(r"MESSAGE =\s*'((?:[^']|'')*)'")
# What a function without a message does, by a pattern that its name or its body contains.
EFFECTS = {
    r'INSERT INTO "programmes_\w+history"': "Writes the row to its history",
    "UPDATE programmes_writecounter": "Increments the version of the register",
    "INSERT INTO accounts_auditentry": "Adds a line to the audit list",
    "DELETE FROM accounts_session": "Ends the sessions of a blocked account",
    r"(NEW\.|SET )publish_at :?= NULL": "Makes a scheduled record a draft again",
    "PERFORM programmes_follow": "Moves or takes back what was scheduled because of the row",
    "PERFORM programmes_withdraw": "Withdraws and restores what is public only through the row",
    "programmes_search_forget": "Deletes the pages of a PDF that is not of the record any more",
    "programmes_search_follow": "Refreshes the search index",
    "INSERT INTO programmes_stalefacts": "Marks facts that follow from the row as stale",
    "pgtrigger: Cannot": "Refuses the change",
}


class Trigger(NamedTuple):
    """A trigger: its names, when it runs, as SQL, and what it does, in a sentence."""

    name: str
    when: str
    effect: str


def triggers():
    """Return the triggers of the database, as a dict from table to a list of `Trigger`s."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        rows = cursor.fetchall()
    return {
        table: [trigger(*row) for _table, *row in found]
        for table, found in groupby(rows, key=lambda row: row[0])
    }


def trigger(name, definition, function):
    """Return the `Trigger` of a row of the query.

    Raises:
        LookupError: when its function has no message and is not in `EFFECTS`.
    """
    # pgtrigger adds a prefix and a digest of the name.
    name = re.sub(r"^pgtrigger_(.+)_[0-9a-f]{5}$", r"\1", name)
    when = re.match(r"CREATE (?:CONSTRAINT )?TRIGGER \S+ (.+?) ON ", definition)[1]
    return Trigger(name, when, effect_of(name, function))


def effect_of(name, function):
    """Return the messages in a function, or what it does according to `EFFECTS`."""
    if messages := MESSAGE.findall(function):
        return " ".join(f"“{message}”" for message in messages)
    for pattern, effect in EFFECTS.items():
        if re.search(pattern, function):
            return effect
    raise LookupError(f"EFFECTS lacks what the trigger {name} does")


def page():
    """Return the page as Markdown: tables with the same triggers share a section."""
    tables = {}
    for table, found in triggers().items():
        tables.setdefault(tuple(found), []).append(f"`{table}`")
    sections = [section(names, found) for found, names in tables.items()]
    return "\n".join([INTRODUCTION, *sections])


def section(tables, found):
    """Return the section of some tables; triggers with the same effect share a row."""
    by_effect = {}
    for each in found:
        by_effect.setdefault(each.effect, []).append(each)
    rows = [
        f"| {joined(f'`{each.name}`' for each in same)} | {joined(each.when for each in same)} "
        f"| {effect} |"
        for effect, same in by_effect.items()
    ]
    head = ["| Trigger | When | Effect |", "|---|---|---|"]
    return "\n".join([f"## {', '.join(tables)}", "", *head, *rows, ""])


def joined(texts):
    return ", ".join(dict.fromkeys(texts))
