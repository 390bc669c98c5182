class Formula(str):
    """A formula in a cell, not evaluated."""

    __slots__ = ()


def truth(formula):
    """Return "ja" or "nee" for the formula that LibreOffice writes for a truth value, else None."""
    return {"TRUE()": "ja", "FALSE()": "nee"}.get(formula.removeprefix("of:").removeprefix("="))
