"""The text of the PDFs of programmes, letters and annual reports, by page, for the search."""
