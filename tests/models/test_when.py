"""One reader of dates for forms and spreadsheets; and the range that every stored date is in."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from programmes.models.record import Record
from programmes.models.when import DayField, when
from tests import factories
from tests.models.refusals import refused_by_form, refused_by_orm

OUT_OF_RANGE = "Geef een datum van 1990 tot en met 2100."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("7-9-2023", (date(2023, 9, 7), "dag")),
        ("07/09/2023", (date(2023, 9, 7), "dag")),
        ("2023-9-7", (date(2023, 9, 7), "dag")),
        ("2023-09-07T00:00:00", (date(2023, 9, 7), "dag")),
        ("7-9-2023 0:00", (date(2023, 9, 7), "dag")),
        ("\u00a07\u00a0September  2023\u200b", (date(2023, 9, 7), "dag")),
        ("7 sep. 2023", (date(2023, 9, 7), "dag")),
        ("7-mrt-23", (date(2023, 3, 7), "dag")),
        ("donderdag 7 september 2023", (date(2023, 9, 7), "dag")),
        ("do 7 september 2023", (date(2023, 9, 7), "dag")),
        ("do. 7.9.2023", (date(2023, 9, 7), "dag")),
        ("7\u20119\u20132023", (date(2023, 9, 7), "dag")),
        ("2023/09/07", (date(2023, 9, 7), "dag")),
        ("okt-23", (date(2023, 10, 1), "maand")),
        ("sept '99", (date(1999, 9, 1), "maand")),
        ("oktober 2023", (date(2023, 10, 1), "maand")),
        ("10-2023", (date(2023, 10, 1), "maand")),
        ("2023-10", (date(2023, 10, 1), "maand")),
        ("2023", (date(2023, 1, 1), "jaar")),
    ],
)
def test_a_date_is_read_with_its_precision(written, expected):
    assert when(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "2023-W36-4", "2023W36", "2023-250", "20230907", "23-09-07", "7-9-23", "31-2-2023",
     "13-2023", "sept 23", "maart", "7 maart", "2023-09-07 14:30", "Q3 2023", "٢٠٢٣"],
)  # fmt: skip
def test_what_is_no_date_or_could_be_two_is_not_read(written):
    with pytest.raises(ValueError, match=r".*"):
        when(written)


@pytest.mark.parametrize("written", ["1989-12-31", "1-1-2101", "0203", "7-9-0023", "mei 9999"])
def test_a_date_before_1990_or_after_2100_is_refused(written):
    with pytest.raises(ValidationError) as refused:
        when(written)
    assert refused.value.messages == [OUT_OF_RANGE]


@pytest.mark.parametrize("written", ["7-9-2023", "7 september 2023", "7-sep-23", "2023-09-07"])
def test_a_form_takes_a_day(written):
    assert DayField().clean(written) == date(2023, 9, 7)


@pytest.mark.parametrize("written", ["sep-23", "2023", "2023-W36-4", "5023-09-07"])
def test_a_form_takes_nothing_but_a_day(written):
    with pytest.raises(ValidationError):
        DayField().clean(written)


def dates():
    """Return (model, field) of each date of a record that somebody fills in."""
    return [
        (record, field)
        for record in apps.get_app_config("programmes").get_models()
        if issubclass(record, Record)
        for field in record._meta.fields
        if field.get_internal_type() == "DateField" and field.editable
    ]


def test_every_date_of_a_record_is_in_range():
    missing = [
        str(field)
        for record, field in dates()
        if not any(
            constraint.violation_error_code == field.name and constraint.name.endswith("_in_range")
            for constraint in record._meta.constraints
        )
    ]
    assert (len(dates()) > 15, missing) == (True, [])


@pytest.mark.parametrize("day", [date(203, 9, 7), date(5023, 9, 7)])
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (factories.LetterFactory, "date"),
        (factories.AdjustmentFactory, "date"),
        (factories.ProgrammeFactory, "published_on"),
        (factories.EventFactory, "date"),
        (factories.ExpectationFactory, "told_on"),
        (factories.SignatoryFactory, "in_office_until"),
    ],
)
def test_a_date_out_of_range_is_refused_by_form_and_database(db, make, name, day):
    record = make()
    setattr(record, name, day)
    assert OUT_OF_RANGE in refused_by_form(record)[name]
    constraint = f"{record._meta.model_name}_{name}_in_range"
    assert constraint in refused_by_orm(lambda: record.save(update_fields=[name]))


def test_a_date_is_optional_where_it_was(db):
    report = factories.AnnualReportFactory(published_on=None, searched_on=None)
    report.full_clean()
    assert isinstance(report._meta.get_field("published_on"), models.DateField)
