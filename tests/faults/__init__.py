"""Faults on purpose, on real servers: `make faults`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
django.setup()
