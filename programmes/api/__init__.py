"""The API: everything public, for programs. It follows the NL API Design Rules of Logius."""

# Raised with every change that a program can notice (docs/reference/api.md).
VERSION = "1.0.0"
ROOT = "/api/v1"
