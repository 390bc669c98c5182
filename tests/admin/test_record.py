"""The forms of all nouns."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.utils import flatten_fieldsets
from django.urls import reverse
from django.utils import timezone

from tests import factories

FIRST = {
    "activity": "title",
    "annualreport": "year",
    "goal": "perspective",
    "letter": "subject",
    "perspective": "first_year",
    "signatory": "name",
    "supervisionfield": "name",
    "workprogramme": "first_year",
}


@pytest.mark.parametrize(("noun", "first"), FIRST.items())
def test_the_first_field_of_a_new_record_names_it(as_redacteur, noun, first):
    page = as_redacteur.get(reverse(f"admin:programmes_{noun}_add"))
    fields = flatten_fieldsets(page.context["adminform"].fieldsets)
    assert [name for name in fields if name != "state_badge"][0] == first
    # What is in a template or a closed dialog is not shown.
    shown = re.sub(r"(?s)<(template|dialog).*?</\1>", "", page.text.split("_form", 1)[1])
    inputs = re.findall(r"<(?:input|select|textarea|button)[^>]*>", shown)
    assert f'name="{first}"' in next(each for each in inputs if "hidden" not in each)


@pytest.mark.parametrize("state", ["public", "scheduled"])
def test_who_may_not_change_a_record_sees_who_may(as_redacteur, state):
    moment = timezone.now() + timedelta(days=1 if state == "scheduled" else -1)
    report = factories.AnnualReportFactory(publish_at=moment)
    address = reverse("admin:programmes_annualreport_change", args=[report.pk])
    assert "Alleen een publicist kan het wijzigen." in as_redacteur.get(address).text


def test_who_may_change_a_record_does_not(client, redacteur, publicist):
    draft = factories.AnnualReportFactory(publish_at=None, year=2021)
    public = factories.AnnualReportFactory(year=2022)
    for user, report in ((redacteur, draft), (publicist, public)):
        client.force_login(user)
        address = reverse("admin:programmes_annualreport_change", args=[report.pk])
        assert "Alleen een publicist" not in client.get(address).text


def test_a_form_has_no_link_to_delete_a_related_record(as_redacteur):
    programme = factories.ProgrammeFactory(publish_at=None, letter=factories.LetterFactory())
    page = as_redacteur.get(
        reverse("admin:programmes_workprogramme_change", args=[programme.pk])
    ).text
    assert "change_id_letter" in page
    assert "delete_id_" not in page


def test_a_group_of_fields_has_no_page_on_the_site(as_redacteur):
    group = factories.FieldFactory(group=factories.FieldGroupFactory()).group
    address = reverse("admin:programmes_fieldgroup_change", args=[group.pk])
    assert "Bekijken op de site" not in as_redacteur.get(address).text
