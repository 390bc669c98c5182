from datetime import date

import pytest
from django.core.exceptions import ValidationError

from programmes.admin.when import WhenField


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
