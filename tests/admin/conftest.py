import pytest
from django.contrib.auth.models import Group, User


def member(name, group):
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def redacteur(db):
    return member("riet", "redacteur")


@pytest.fixture
def publicist(db):
    return member("paul", "publicist")


@pytest.fixture
def as_redacteur(client, redacteur):
    client.force_login(redacteur)
    return client


@pytest.fixture
def as_publicist(client, publicist):
    client.force_login(publicist)
    return client
