"""Lists: their nouns, columns, filters and pages."""
