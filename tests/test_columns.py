from pathlib import Path

import pytest

from programmes.columns.dictionary import dictionary
from programmes.nouns import NOUNS
from tests import factories

DOCS = Path(__file__).parents[1] / "docs" / "reference"


def test_the_dictionary_has_every_column_as_it_is():
    written = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary(), 'run: make manage do="data_dictionary"'


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.key)
def test_columns_have_a_name_of_their_own_and_an_explanation(noun):
    names = [column.name for column in noun.columns]
    assert len(set(names)) == len(names)
    assert [column.name for column in noun.columns if not str(column.description)] == []


@pytest.mark.django_db
def test_values_of_several_records_stand_in_a_fixed_order():
    activity = factories.ActivityFactory()
    for name in ("politie", "jeugd", "migratie"):
        activity.fields.add(factories.FieldFactory(name=name))
    noun = next(noun for noun in NOUNS if noun.key == "activity")
    column = next(column for column in noun.columns if column.name == "gebieden")
    assert noun.published().values_list(column.expression, flat=True).get() == (
        "jeugd; migratie; politie"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("events", "last_year", "status"),
    [
        ([], 2100, "gepland"),
        ([], 2020, "onbekend"),
        ([("rapport", "2021-01-01"), ("gestart", "2020-01-01")], 2020, "gerapporteerd"),
        ([("rapport", "2021-01-01"), ("afgerond", "2022-01-01")], 2020, "afgerond"),
        ([("gestart", None), ("uitgesteld", "2020-01-01")], 2020, "uitgesteld"),
        ([("vervallen", "2020-01-01")], 2100, "vervallen"),
    ],
)
def test_the_status_follows_from_the_last_event(events, last_year, status):
    activity = factories.ActivityFactory()
    factories.PlanningFactory(
        activity=activity, programme__first_year=2020, programme__last_year=last_year
    )
    for kind, date in events:
        precision = "dag" if date else None
        factories.EventFactory(activity=activity, kind=kind, date=date, date_precision=precision)
    assert type(activity).objects.with_status().get().status == status
