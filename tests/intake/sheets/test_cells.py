"""Cells to values, by the type of the model field."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from programmes.intake.sheets.cells import converter
from programmes.intake.sheets.kinds.activities import ACTIVITIES
from programmes.lists.columns.column import field
from programmes.models import Activity, AnnualReport, Letter


@pytest.mark.parametrize(
    ("model", "name", "cell", "value"),
    [
        (Activity, "summary", "een\r\ntwee", "een\ntwee"),
        (Activity, "title", "een\r\ntwee\u00a0 drie", "een twee drie"),
        (Activity, "form", "Quick scan", "quick_scan"),
        (Activity, "form", "", "onbekend"),
        (Activity, "form_inferred", " Ja", True),
        (Activity, "partners", "IGJ; NZa;", ["IGJ", "NZa"]),
        (Letter, "date", "2024-05-01", date(2024, 5, 1)),
        (Letter, "date", "", None),
        (Letter, "date", "1 mei 2024", date(2024, 5, 1)),
        (Letter, "date", "1-5-2024", date(2024, 5, 1)),
        (Letter, "url", "www.rijksoverheid.nl/x", "https://www.rijksoverheid.nl/x"),
        (Letter, "url", "http://rijksoverheid.nl", "http://rijksoverheid.nl"),
        (AnnualReport, "year", "2024", 2024),
    ],
)
def test_a_cell_becomes_a_value_of_its_field(model, name, cell, value):
    assert converter(model._meta.get_field(name))(cell) == value


@pytest.mark.parametrize(("model", "name"), [(Letter, "date"), (AnnualReport, "year")])
def test_what_is_no_value_of_the_field_is_refused(model, name):
    with pytest.raises(ValidationError):
        converter(model._meta.get_field(name))("medio mei")


def test_a_field_is_written_wherever_its_column_is():
    added = field(Activity, "ingetrokken_om", "withdrawal_reason")
    for columns in ((added, *ACTIVITIES.columns), (*ACTIVITIES.columns, added)):
        assert replace(ACTIVITIES, columns=columns).is_written(added)
