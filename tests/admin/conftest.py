"""A programme with planned activities."""

import pytest

from tests import factories
from tests.admin.outcomes import plan


@pytest.fixture
def programme(db):
    return factories.ProgrammeFactory(first_year=2024)


@pytest.fixture
def later(programme):
    return factories.ProgrammeFactory(first_year=2025)


@pytest.fixture
def activities(programme):
    titles = ("jeugd", "politie", "migratie")
    return [plan(programme, title=title) for title in titles]
