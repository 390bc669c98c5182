#!/usr/bin/env python
"""Run a management command; start the embedded PostgreSQL first when it is in use."""

import os
import sys

from django.core.management import execute_from_command_line

from inspectie import embedded, parent


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    parent.watch()
    try:
        with embedded.running():
            execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
