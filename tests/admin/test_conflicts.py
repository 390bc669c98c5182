"""Two people edit the same record: the second one sees the difference, and nothing is lost."""

import pytest

from programmes.changes.for_staff import Field, version_of
from tests import factories

ADDRESS = "/beheer/programmes/annualreport/{}/change/"


@pytest.fixture
def report(db):
    return factories.AnnualReportFactory(publish_at=None, title="Jaarbericht", sources=[])


def form(report, **given):
    return {"year": 2024, "title": report.title, "summary": report.summary, "sources": "",
            "version": version_of(report)} | factories.NO_RESULTS | given  # fmt: skip


def save(client, report, given):
    return client.post(ADDRESS.format(report.pk), given)


@pytest.fixture
def second(as_redacteur, report):
    """The response to a form that was opened before somebody else saved."""
    opened = form(report, title="Mijn titel")
    assert save(as_redacteur, report, form(report, summary="Hun samenvatting.")).status_code == 302
    return save(as_redacteur, report, opened)


def test_the_second_save_is_refused_and_overwrites_nothing(second, report):
    assert second.status_code == 200
    assert "Iemand anders heeft dit intussen opgeslagen." in second.text
    report.refresh_from_db()
    assert (report.title, report.summary) == ("Jaarbericht", "Hun samenvatting.")


def test_the_second_sees_the_difference(second):
    conflict = second.context["conflict"]
    assert [(each.who, each.fields) for each in conflict.theirs] == [
        ("riet", [Field("samenvatting", "Wat van het toezicht kwam.", "Hun samenvatting.")])
    ]
    assert conflict.yours == [
        Field("titel", "Jaarbericht", "Mijn titel"),
        Field("samenvatting", "Hun samenvatting.", "Wat van het toezicht kwam."),
    ]


def test_the_input_stays_and_can_be_saved_with_the_new_version(as_redacteur, second, report):
    assert 'value="Mijn titel"' in second.text
    version = second.context["version"]
    given = form(report, title="Mijn titel", summary="Van ons samen.", version=version)
    assert save(as_redacteur, report, given).status_code == 302
    report.refresh_from_db()
    assert (report.title, report.summary) == ("Mijn titel", "Van ons samen.")


def test_a_change_of_a_part_counts(as_redacteur):
    letter = factories.LetterFactory(publish_at=None)
    version = version_of(letter)
    factories.SignatureFactory(letter=letter, office="Minister van Binnenlandse Zaken")
    rows = {"signatures-TOTAL_FORMS": 0, "signatures-INITIAL_FORMS": 0}
    given = {"subject": "Anders", "reference": letter.reference, "version": version} | rows
    response = as_redacteur.post(f"/beheer/programmes/letter/{letter.pk}/change/", given)
    assert [each.what for each in response.context["conflict"].theirs] == ["ondertekening"]


@pytest.mark.parametrize("version", ["", "x", "1.2.3.4", "-1"])
def test_a_form_without_a_valid_version_is_not_stored(as_redacteur, report, version):
    response = save(as_redacteur, report, form(report, title="Anders", version=version))
    assert response.status_code == 200
    report.refresh_from_db()
    assert report.title == "Jaarbericht"


def test_a_form_carries_its_version(as_redacteur, report):
    page = as_redacteur.get(ADDRESS.format(report.pk)).text
    assert f'<input type="hidden" name="version" value="{version_of(report)}">' in page
