"""Metadata of pages: citations, JSON-LD, sitemaps and the publisher."""
