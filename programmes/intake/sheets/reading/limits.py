"""The limits of a spreadsheet; what is over them is refused."""

# Bytes of all entries of the ZIP, unpacked. And characters of all cells, which a file can repeat by
# a count.
MAX_UNPACKED = 300 * 1024 * 1024
MAX_TEXT = 100 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 60
MAX_CELL = 20_000
# The rows and columns that a sheet of a spreadsheet program can have: empty ones count here.
MOST_ROWS, MOST_COLUMNS = 2**20, 2**14
