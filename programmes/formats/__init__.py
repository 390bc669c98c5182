"""The formats of a list: CSV, JSON, Atom, calendar."""
