"""Why a file cannot be read."""


class ReadingError(Exception):
    """A file that cannot be read.

    Attributes:
        code: "no_text", "encrypted", "corrupt", "too_large" or "unsupported".
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code
