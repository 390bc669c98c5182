"""The words of the terms of an activity are in its entry, as far as the public may see them."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Now
from django.http import QueryDict
from django.utils import timezone

from programmes.lists import facts
from programmes.lists.nouns import BY_KEY
from programmes.models import Activity, Letter, SearchEntry, StaleFacts, WorkProgramme
from programmes.models.write import WriteCounter
from tests import factories
from tests.search.asking import STATES, found

pytestmark = pytest.mark.django_db
ORIGINS = {
    "programme": factories.ProgrammeFactory,
    "letter": factories.LetterFactory,
    "adjustment": factories.AdjustmentFactory,
}


def listed(text):
    """Return the titles in the list of activities with these words."""
    noun = BY_KEY["activity"]
    filterset = noun.filterset(QueryDict(f"q={quote(text)}"), noun.published())
    return [each.title for each in filterset.qs]


def tell(**values):
    """Return an expectation of a report."""
    values = {"kind": "rapport", "words": "medio 2018 gereed"} | values
    return factories.ExpectationFactory(**values)


def test_the_words_of_terms_are_found_by_the_search_and_in_the_list():
    activity = factories.ActivityFactory(title="gevangenenzorg", summary="Over de zorg.")
    factories.ActivityFactory(title="iets anders")
    tell(activity=activity, note="Onder voorbehoud.")
    factories.PlanningFactory(activity=activity, planned_for="het najaar")
    factories.EventFactory(activity=activity, ministry="ministerie van Financiën")
    for question in ("medio 2018", "najaar", "voorbehoud", "zorg medio najaar", "financien"):
        assert found(question) == listed(question) == ["gevangenenzorg"], question


def test_what_was_read_of_a_programme_is_found():
    factories.ProgrammeFactory(title="Plan", coverage="deels", coverage_note="bladzijde 12")
    assert found("bladzijde 12") == ["Plan"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("origin", ORIGINS)
def test_a_term_is_found_only_while_what_told_it_is_public(state, origin):
    told = ORIGINS[origin](**STATES[state])
    tell(activity__title="gevangenenzorg", **{origin: told})
    assert found("medio 2018") == listed("medio 2018") == []
    if state != "ingetrokken":
        type(told).objects.update(publish_at=Now())
    type(told).objects.update(withdrawn_at=None, withdrawal_reason="")
    assert found("medio 2018") == listed("medio 2018") == ["gevangenenzorg"]
    type(told).objects.update(withdrawn_at=Now(), withdrawal_reason="Per abuis.")
    assert found("medio 2018") == listed("medio 2018") == []


def test_a_planning_is_found_only_while_its_programme_is_public():
    programme = factories.ProgrammeFactory(publish_at=None)
    activity = factories.ActivityFactory(title="gevangenenzorg")
    factories.PlanningFactory(activity=activity, programme=programme, planned_for="het najaar")
    assert found("najaar") == []
    WorkProgramme.objects.update(publish_at=Now())
    assert found("najaar") == ["gevangenenzorg"]


def test_a_term_that_becomes_public_with_its_activity_is_found_from_that_second():
    programme = factories.ProgrammeFactory(publish_at=None)
    activity = factories.ActivityFactory(publish_at=None)
    factories.PlanningFactory(activity=activity, programme=programme, planned_for="het najaar")
    moment = timezone.now() + timedelta(days=1)
    for model in (WorkProgramme, Activity):
        model.objects.update(publish_at=moment)
    assert "het najaar" in SearchEntry.objects.get(kind="activiteiten").body


def without_triggers(told, **values):
    """Change all letters as the clock does, or another transaction; then work out what is due."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Letter.objects.update(**values)
        cursor.execute("SET session_replication_role = DEFAULT")
    StaleFacts.objects.create(activity_id=told.activity_id, at=Now())
    facts.refresh()


def writes():
    """Return the number in the version of the register."""
    return WriteCounter.objects.aggregate(all=Sum("writes"))["all"]


def test_a_term_that_becomes_public_by_the_clock_is_found_with_its_note():
    letter = factories.LetterFactory(publish_at=timezone.now() + timedelta(days=1))
    activity = factories.ActivityFactory(title="gevangenenzorg", summary="Medio 2018 gereed.")
    told = tell(activity=activity, letter=letter, note="Na overleg met de NVWA.")
    facts.refresh()
    assert found("NVWA") == []
    before = writes()
    without_triggers(told, publish_at=Now())
    assert found("NVWA") == ["gevangenenzorg"]
    assert writes() > before


def test_a_term_that_was_withdrawn_while_it_was_written_is_found_no_more():
    told = tell(activity__title="gevangenenzorg", letter=factories.LetterFactory())
    facts.refresh()
    assert found("medio 2018") == ["gevangenenzorg"]
    without_triggers(told, withdrawn_at=Now(), withdrawal_reason="Per abuis.")
    assert found("medio 2018") == []
