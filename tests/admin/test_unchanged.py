"""Saving the form of a record as it came changes nothing; correcting a field changes that field."""

import pytest
from django.db.models.expressions import RawSQL
from django.urls import reverse

from programmes import models
from programmes.changes.for_staff import Field, as_changes, entries
from programmes.changes.on_page import changes_of
from programmes.models import PARTS
from programmes.models.publication import published_models
from tests import factories
from tests.admin.forms import as_sent

NOUNS = [*published_models(), models.Goal, models.SupervisionField]
# Records of each noun; each takes two requests.
TRIED = 4


def histories():
    tracked = {*NOUNS, *(part for parts in PARTS.values() for part, _key in parts)}
    return {model: model.history.rel.related_model.objects.count() for model in tracked}


@pytest.mark.usefixtures("real_history")
@pytest.mark.parametrize("model", NOUNS)
def test_a_form_that_is_saved_as_it_came_changes_nothing(db, admin_client, model):
    before = histories()
    for record in model.objects.order_by("pk")[:TRIED]:
        address = reverse(f"admin:programmes_{model._meta.model_name}_change", args=[record.pk])
        data = as_sent(admin_client.get(address))
        if "change_note" in data:
            data["change_note"] = ["Niets veranderd."]
        answer = admin_client.post(address, data)
        assert answer.status_code == 302, answer.context["errors"]
    assert histories() == before


def test_correcting_one_field_publishes_one_change(as_publicist):
    lines = "Twee regels.\r\nMet een regeleinde van vroeger. "
    report = factories.AnnualReportFactory(year=2025, title="Jaarbericht", note="een\ntwee")
    # As an older version of this site stored it.
    models.AnnualReport.objects.filter(pk=report.pk).update(summary=RawSQL("%s", [lines]))
    address = reverse("admin:programmes_annualreport_change", args=[report.pk])
    given = {"title": ["Jaarbericht 2025"], "change_note": ["De titel was niet volledig."]}
    data = as_sent(as_publicist.get(address)) | given
    assert as_publicist.post(address, data).status_code == 302
    fields = [Field("titel", "Jaarbericht", "Jaarbericht 2025")]
    assert as_changes(entries(report))[0].fields == fields
    assert [line.fields for line in changes_of(report)[0].lines] == [fields]
