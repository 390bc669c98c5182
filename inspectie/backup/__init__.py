"""Backups of the database and the documents, each in a folder of its own, and their return."""
