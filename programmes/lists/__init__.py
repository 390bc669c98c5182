"""What a list is: its nouns, columns, filters and pages."""
