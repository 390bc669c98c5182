from datetime import date

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from programmes.admin.adjustment_forms import RowForm
from programmes.admin.outcome_forms import OutcomeForm
from programmes.admin.when import WhenField
from tests import factories


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3-5-2024", (date(2024, 5, 3), "dag")),
        ("03/05/2024", (date(2024, 5, 3), "dag")),
        ("2024-05-03", (date(2024, 5, 3), "dag")),
        (" 3  Mei 2024 ", (date(2024, 5, 3), "dag")),
        ("5-2024", (date(2024, 5, 1), "maand")),
        ("2024-05", (date(2024, 5, 1), "maand")),
        ("mei 2024", (date(2024, 5, 1), "maand")),
        ("2024", (date(2024, 1, 1), "jaar")),
        ("", (None, None)),
    ],
)
def test_a_date_has_the_precision_that_it_is_written_with(written, expected):
    assert WhenField(required=False).clean(written) == expected


@pytest.mark.parametrize(
    "written", ["31-2-2024", "13-2024", "mai 2024", "24", "ooit", "3-5-24", "2024-W18-5"]
)
def test_an_invalid_date_is_refused(written):
    with pytest.raises(ValidationError) as refused:
        WhenField(required=False).clean(written)
    assert refused.value.messages == [
        "Geef een dag (3-5-2024), een maand (mei 2024) of een jaar (2024)."
    ]


@pytest.mark.parametrize("written", ["1800", "2101", "3-5-0204"])
def test_a_date_out_of_range_is_refused(written):
    with pytest.raises(ValidationError) as refused:
        WhenField(required=False).clean(written)
    assert refused.value.messages == ["Geef een datum van 1990 tot en met 2100."]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ((date(2024, 5, 3), "dag"), "3 mei 2024"),
        ((date(2024, 5, 1), "maand"), "mei 2024"),
        ((date(2024, 1, 1), "jaar"), "2024"),
        ((None, None), ""),
    ],
)
def test_the_shown_date_reads_as_the_stored_one(stored, shown):
    field = WhenField(required=False)
    assert field.prepare_value(stored) == shown
    assert not field.has_changed(stored, shown)
    assert field.has_changed(stored, "1-1-1999")


def fields_of_screens(request):
    """Return {name: form field} of the screens of the register, those of their rows included."""
    found = {}
    for model, screen in admin.site._registry.items():
        if model._meta.app_label != "programmes":
            continue
        formsets = [form for form, _inline in screen.get_formsets_with_inlines(request)]
        for form in (screen.get_form(request), *(each.form for each in formsets)):
            found |= {f"{model._meta.model_name}.{form.__name__}.{key}": field
                      for key, field in form.base_fields.items()}  # fmt: skip
    for form in (OutcomeForm, RowForm):
        found |= {f"{form.__name__}.{key}": field for key, field in form.base_fields.items()}
    return found


def test_every_date_takes_words_and_every_address_gets_https(rf, admin_user):
    request = rf.get("/", {"programme": factories.ProgrammeFactory().pk})
    request.user = admin_user
    fields = fields_of_screens(request)
    days = {key: each for key, each in fields.items() if isinstance(each, forms.DateField)}
    read = {each.clean("22 september 2026") for each in days.values()}
    whens = {
        each.clean("22 september 2026") for each in fields.values() if isinstance(each, WhenField)
    }
    urls = {
        each.clean("rijksoverheid.nl/a")
        for each in fields.values()
        if isinstance(each, forms.URLField)
    }
    day = date(2026, 9, 22)
    assert (len(days) > 10, read, whens, urls) == (
        True,
        {day},
        {(day, "dag")},
        {"https://rijksoverheid.nl/a"},
    )
