import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def empty_rate_limit(db):
    """Reset the counts of the rate limit before each test."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM fair_use")
