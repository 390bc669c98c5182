"""Kamerstuk numbers and dates of letters, from the open data of the House."""
