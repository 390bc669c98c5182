import pytest

from inspectie import embedded


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Keep the embedded PostgreSQL up for as long as the tests run."""
    with embedded.running():
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Give every test an empty folder for files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
