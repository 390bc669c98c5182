class SheetError(Exception):
    """A file cannot be read as a spreadsheet.

    Attributes:
        code: why, a key of `programmes.intake.sheets.reading.REASONS`.
        row: where, a row or cells, or None.
    """

    def __init__(self, code, row=None):
        super().__init__(code)
        self.code, self.row = code, row
