"""What the reader of a file reports besides its rows."""

from typing import NamedTuple


class Aside(NamedTuple):
    """Lists that a reader adds to.

    Attributes:
        unread: the names of the other sheets.
        hidden: the numbers of the rows that were read and that the file hides, as by a filter.
        hidden_columns: the numbers of the columns that the file hides; they were read too.
    """

    unread: list
    hidden: list
    hidden_columns: list
