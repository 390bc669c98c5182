"""A pytest plugin: tests run with the settings for one person on one machine."""

import os

os.environ["LOCAL"] = "1"
