"""Notices by e-mail of what changes in a list, a record or the whole register."""
