class Formula(str):
    """A formula in a cell, not evaluated."""

    __slots__ = ()
