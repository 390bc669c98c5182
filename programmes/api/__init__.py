"""The public API, after the NL API Design Rules of Logius."""

ROOT = "/api/v1"
# Release notes, newest first; docs/reference/api.md says what raises which number.
CHANGES = {"1.0.0": "De eerste versie: tien soorten stukken, en zoeken."}
VERSION = next(iter(CHANGES))
