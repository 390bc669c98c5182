class Formula(str):
    """What stands in a cell that is to be worked out."""

    __slots__ = ()
