"""Leave out the columns of a page of a list that are not known for most of its rows."""

from programmes.templatetags.register import is_unknown


def without_lacking(columns, groups):
    """Return the context of a table without the columns that lack a value in most of its rows.

    Args:
        columns: the `Column`s of the page.
        groups: (heading, rows) pairs; a row is a dict with `cells`, in the order of the columns,
            and `linked`, the number of the cell that is the link, which always stays.

    Returns:
        A dict with the `columns` that are left, the `groups` with their cells, and the `left_out`
        columns.
    """
    rows = [row for _heading, rows in groups for row in rows]
    kept = [number for number in range(len(columns)) if not lacks(number, rows)]
    return {
        "columns": [columns[number] for number in kept],
        "groups": [(heading, [narrowed(row, kept) for row in rows]) for heading, rows in groups],
        "left_out": [each for number, each in enumerate(columns) if number not in kept],
    }


def lacks(number, rows):
    """Return whether most of the rows lack a value in a column, by its number."""
    missing = [
        row for row in rows if number != row["linked"] and is_unknown(row["cells"][number]["value"])
    ]
    return 2 * len(missing) > len(rows)


def narrowed(row, kept):
    """Return a row with the cells of the columns that are `kept`, a list of numbers."""
    cells = [row["cells"][number] for number in kept]
    return row | {"cells": cells, "linked": kept.index(row["linked"])}
