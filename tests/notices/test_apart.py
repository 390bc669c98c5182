"""What is kept of subscribers is nowhere but in its own tables."""

import pytest
from django.apps import apps
from django.contrib import admin

from programmes.lists.nouns import PAGED
from programmes.models import Delivery, Notice, Subscription, Topic
from programmes.models.publication import published_models
from tests.surfaces import everything
from tests.world import make_world

PRIVATE = {Subscription, Delivery}


def test_no_list_file_screen_or_history_is_made_of_subscriptions():
    offered = {noun.model for noun in PAGED} | {*published_models(), *admin.site._registry}
    assert offered & {*PRIVATE, Topic} == set()
    tracked = {getattr(model, "pgh_tracked_model", None) for model in apps.get_models()}
    assert tracked & {*PRIVATE, Topic, Notice} == set()


@pytest.mark.django_db
def test_nothing_public_holds_an_address_or_a_token(client, subscribed):
    make_world()
    subscription = subscribed("/activiteiten/")
    secrets = [
        "anna@example.nl",
        subscription.token,
        subscription.address,
        subscription.address_hash,
    ]
    texts = everything(client)
    assert [name for name, text in texts.items() if any(each in text for each in secrets)] == []
