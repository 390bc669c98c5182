"""How a list is written: CSV, JSON, Atom."""
