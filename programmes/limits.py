"""Limits of uploads."""

# The size of a letter, document or spreadsheet, in bytes.
LARGEST_FILE = 20 * 1024 * 1024
