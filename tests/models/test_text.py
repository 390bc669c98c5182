"""A text has one way to write line ends, however it came in."""

import pytest
from django.apps import apps
from django.db import models

from programmes.models import AnnualReport
from programmes.models.record import Record
from programmes.models.text import Text, TextLinesField, with_scheme
from tests import factories


def test_every_text_of_a_record_is_normalised():
    records = [
        each for each in apps.get_app_config("programmes").get_models() if issubclass(each, Record)
    ]
    texts = [
        field
        for record in records
        for field in record._meta.fields
        if isinstance(field, models.TextField)
    ]
    assert texts
    assert [str(field) for field in texts if not isinstance(field, Text)] == []


@pytest.mark.parametrize("text", ["een\r\ntwee", "een\rtwee", " een\ntwee\n", "een\ntwee"])
def test_a_text_is_stored_with_one_kind_of_line_end(db, text):
    report = factories.AnnualReportFactory(summary=text)
    AnnualReport.objects.bulk_create([AnnualReport(year=2020, slug="2020", summary=text)])
    stored = AnnualReport.objects.values_list("summary", flat=True)
    assert (report.summary, set(stored)) == (text, {"een\ntwee"})


def test_a_form_counts_and_compares_a_text_as_it_is_stored():
    field = TextLinesField(max_length=8)
    assert field.clean("een\r\ntwee ") == "een\ntwee"
    assert not field.has_changed("een\r\ntwee\n", "een\r\ntwee")
    assert field.has_changed("een\ntwee", "een\r\ndrie")


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("www.inspectie-jenv.nl", "https://www.inspectie-jenv.nl"),
        ("rijksoverheid.nl/a?b=1", "https://rijksoverheid.nl/a?b=1"),
        ("http://rijksoverheid.nl", "http://rijksoverheid.nl"),
        ("Jaarbericht 2024, blz. 3", "Jaarbericht 2024, blz. 3"),
    ],
)
def test_an_address_without_a_scheme_gets_https(address, whole):
    assert with_scheme(address) == whole
    report = AnnualReport(year=2020, sources=[address])
    report.clean_fields()
    assert report.sources == [whole]
