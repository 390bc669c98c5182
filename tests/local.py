"""A pytest plugin that sets LOCAL=1 before the settings are read."""

import os

os.environ["LOCAL"] = "1"
