"""A text is stored in one form, however it came in: line ends, spaces, Unicode."""

import pytest
from django.apps import apps
from django.db import models

from programmes.models import Activity, AnnualReport, SupervisionField
from programmes.models.record import Record
from programmes.models.text import Line, Text, TextLinesField, normalised, one_line, with_scheme
from tests import factories
from tests.models.refusals import refused_by_form, refused_by_sql

# "privé onderzoek" in eight ways of writing.
LOOKALIKES = [
    "privé onderzoek", "prive\u0301 onderzoek", "privé\u00a0onderzoek", "privé  onderzoek",
    "privé\u200b onderzoek\ufeff", " privé onder\u00adzoek", "privé\u2009onder\u200dzoek",
    "privé\nonderzoek\t",
]  # fmt: skip
# What nobody sees: spaces of several kinds, format characters, and letters that are blank.
UNSEEN = [" ", "\u00a0", "\u200b", "\u2060\u00ad", "\u3000\ufeff", "\u3164", "\u2800", "\u115f"]


def fields_of(kind):
    """Return (model, field) of the fields of a kind, of all records."""
    return [
        (record, field)
        for record in apps.get_app_config("programmes").get_models()
        if issubclass(record, Record)
        for field in record._meta.fields
        if isinstance(field, kind)
    ]


def test_every_text_of_a_record_is_normalised():
    texts = fields_of(models.TextField)
    assert texts
    assert [str(field) for _record, field in texts if not isinstance(field, Text)] == []


def test_every_line_of_a_record_is_normalised():
    lines = [
        field
        for _record, field in fields_of(models.CharField)
        if not field.choices and not isinstance(field, models.SlugField | models.URLField)
    ]
    others = {str(field) for field in lines if not isinstance(field, Line)}
    assert (len(lines) > 20, others) == (True, {"programmes.Letter.file_sha256"})


def test_every_line_that_is_needed_can_be_seen():
    needed = [(record, field) for record, field in fields_of(Line) if not field.blank]
    refused = [
        (record, field)
        for record, field in needed
        for constraint in record._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and constraint.violation_error_code == field.name
        and "regex" in str(constraint.condition)
    ]
    assert (len(needed) > 5, refused) == (True, needed)


@pytest.mark.parametrize("text", ["een\r\ntwee", "een\rtwee", " een\ntwee\n", "e\u200ben\ntwee"])
def test_a_text_is_stored_with_one_kind_of_line_end(db, text):
    report = factories.AnnualReportFactory(summary=text)
    AnnualReport.objects.bulk_create([AnnualReport(year=2020, slug="2020", summary=text)])
    stored = AnnualReport.objects.values_list("summary", flat=True)
    assert (report.summary, set(stored)) == (text, {"een\ntwee"})


@pytest.mark.parametrize("title", LOOKALIKES)
def test_a_title_is_stored_in_one_form(db, title):
    made = factories.ActivityFactory(title=title, partners=[title])
    assert (one_line(title), one_line(normalised(title))) == ("privé onderzoek",) * 2
    stored = Activity.objects.values_list("title", "partners").get(title=title)
    assert stored == ("privé onderzoek", ["privé onderzoek"])
    form = made._meta.get_field("title").formfield()
    assert (form.clean(title), form.has_changed("privé onderzoek", title)) == (stored[0], False)


@pytest.mark.parametrize("name", LOOKALIKES[1:])
def test_a_name_that_looks_the_same_is_the_same(db, name):
    factories.FieldFactory(name=LOOKALIKES[0])
    field = SupervisionField(name=name, slug="anders")
    assert refused_by_form(field)["name"] == ["Dit toezichtgebied staat al in het register."]


@pytest.mark.parametrize("title", UNSEEN)
def test_a_title_that_nobody_sees_is_refused(db, title):
    made = factories.ActivityFactory()
    made.title = title
    assert refused_by_form(made).keys() == {"title"}
    sql = "UPDATE programmes_activity SET title = %s"
    assert "activity_title_visible" in refused_by_sql(sql, title)


@pytest.mark.parametrize("title", ["x", "。", "№ 5", "عربي", "日本", "-"])
def test_a_title_with_one_visible_character_is_kept(db, title):
    made = factories.ActivityFactory(title=title)
    made.full_clean()
    assert Activity.objects.get().title == title


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
