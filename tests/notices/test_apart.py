"""What is kept of subscribers is nowhere but in its own tables."""

from django.apps import apps
from django.contrib import admin

from programmes.lists.nouns import PAGED
from programmes.models import Delivery, Notice, Subscription, Topic
from programmes.models.publication import published_models

PRIVATE = {Subscription, Delivery}


def test_no_list_file_screen_or_history_is_made_of_subscriptions():
    offered = {noun.model for noun in PAGED} | {*published_models(), *admin.site._registry}
    assert offered & {*PRIVATE, Topic} == set()
    tracked = {getattr(model, "pgh_tracked_model", None) for model in apps.get_models()}
    assert tracked & {*PRIVATE, Topic, Notice} == set()
