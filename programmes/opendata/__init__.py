"""Open data: full exports (ZIP, SQLite), DCAT catalogue, Data Package, and the Woo-index."""
