"""Limits of what may be uploaded."""

# Bytes of an uploaded letter, document or spreadsheet.
LARGEST_FILE = 20 * 1024 * 1024
