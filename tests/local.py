"""A pytest plugin: settings for one person on one machine, and a PostgreSQL of the tests only."""

import os

from inspectie import embedded

os.environ["LOCAL"] = "1"
embedded.DATA = embedded.DATA.parent / "tests" / "postgres"
