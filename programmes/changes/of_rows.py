"""The public changes of rows of any noun: those of a part are in the log of another record."""

from dataclasses import replace

from programmes.changes.on_page import changes_by_record
from programmes.models import Event, Expectation, Expected, SupervisionField
from programmes.models.address import Addressed
from programmes.models.parts import owners


def changes_of_rows(rows, since=None):
    """Return {primary key: `Change`s, newest first} of public rows of one model.

    Args:
        since: as in `changes_by_record`.
    """
    if not rows:
        return {}
    if isinstance(rows[0], Addressed | SupervisionField):
        return changes_by_record(rows, since)
    return of_parts(rows, since)


def of_parts(rows, since):
    """Return what `changes_of_rows` returns, for rows that other records show."""
    owner, key = owners(source_of(rows[0])[0])[0]
    link = key.removesuffix("_id")
    by_key = {getattr(row, key): getattr(row, link) for row in rows}
    logs = changes_by_record([*by_key.values()], since)
    return {row.pk: lines_about(source_of(row), logs[getattr(row, key)]) for row in rows}


def lines_about(identity, changes):
    """Return the `Change`s with a line about a row, with those lines only."""
    found = [
        replace(each, lines=[line for line in each.lines if line.row == identity])
        for each in changes
    ]
    return [each for each in found if each.lines]


def source_of(row):
    """Return the model and primary key of the stored row that a public row comes from."""
    if not isinstance(row, Expected):
        return type(row), row.pk
    return (Expectation, row.expectation_id) if row.expectation_id else (Event, row.event_id)
