class Dated(str):
    """The text of a cell that holds a date or a time, in ISO 8601."""

    __slots__ = ()
