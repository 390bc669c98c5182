import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def nothing_asked_yet(db):
    """Let each test begin with all of its fair use."""
    caches["fair-use"].clear()
