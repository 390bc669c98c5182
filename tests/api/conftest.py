import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def nothing_asked_yet(db):
    """Let each test begin with all of its fair use."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM fair_use")
