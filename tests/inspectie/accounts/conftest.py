import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache

from tests.factories import PASSWORD


@pytest.fixture(autouse=True)
def forget_attempts(db):
    cache.clear()


@pytest.fixture
def anna():
    """An editor, who needs no second factor."""
    user = User.objects.create_user("anna", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="redacteur"))
    return user


@pytest.fixture
def paul():
    """A publicist, who needs a second factor where that is required."""
    user = User.objects.create_user("paul", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="publicist"))
    return user


@pytest.fixture
def sign_in(client):
    """Return a function that posts a user name and password, and returns the response."""

    def send(name, password=PASSWORD, **more):
        return client.post("/beheer/inloggen/", {"login": name, "password": password}, **more)

    return send
