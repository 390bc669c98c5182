"""Choices of records in the forms of the admin."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.admin import choices
from tests import factories


def options(page, name):
    """Return the options of a select as {text: whether it is chosen}."""
    select = re.search(rf'<select name="{name}".*?</select>', page.text, re.DOTALL)[0]
    found = re.findall(r"<option value=\"\d+\"( selected)?>(.*?)</option>", select)
    return {text: bool(chosen) for chosen, text in found}


def search(client, noun, words):
    address = reverse(f"admin:programmes_{noun}_choose")
    return [each["text"] for each in client.get(address, {"q": words}).json()["results"]]


def test_each_record_has_its_context(as_redacteur):
    frame = factories.PerspectiveFactory(first_year=2021, last_year=2024)
    goal = factories.GoalFactory(title="lerend vermogen", perspective=frame)
    factories.SignatoryFactory(name="A. Jansen", office="Minister", in_office_from=date(2024, 7, 2))
    factories.SignatoryFactory(
        name="A. Jansen",
        office="Staatssecretaris",
        in_office_from=date(2022, 1, 10),
        in_office_until=date(2024, 7, 2),
    )
    planning = factories.PlanningFactory(programme__first_year=2023, activity__title="jeugd")
    factories.PlanningFactory(programme__first_year=2024, activity=planning.activity)
    factories.ActivityFactory(title="jeugd nog een keer")
    assert str(goal) == "lerend vermogen"
    assert search(as_redacteur, "goal", "lerend") == ["lerend vermogen (2021-2024)"]
    assert search(as_redacteur, "signatory", "jansen") == [
        "A. Jansen (Minister, 2024–)",
        "A. Jansen (Staatssecretaris, 2022–2024)",
    ]
    assert search(as_redacteur, "activity", "jeugd") == [
        "jeugd (werkprogramma 2023, 2024)",
        "jeugd nog een keer",
    ]


def test_a_search_returns_a_bounded_number(as_redacteur):
    factories.ActivityFactory.create_batch(choices.FOUND + 1)
    assert len(search(as_redacteur, "activity", "")) == choices.FOUND


def test_a_chosen_record_beyond_the_list_stays_chosen(as_redacteur, monkeypatch):
    monkeypatch.setattr(choices, "LISTED", 1)
    first, second, third = (
        factories.LetterFactory(reference=reference, date=None, subject=f"brief {reference}")
        for reference in "123"
    )
    programme = factories.ProgrammeFactory(publish_at=None, letter=first)
    page = as_redacteur.get(reverse("admin:programmes_workprogramme_change", args=[programme.pk]))
    assert options(page, "letter") == {"brief 3 (3)": False, "brief 1 (1)": True}


@pytest.mark.parametrize("sent", ["999999", "x", "9" * 30])
def test_an_invalid_choice_is_an_error(as_redacteur, sent):
    rows = {f"plannings-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    rows |= {name.replace("plannings", "focuses"): 0 for name in rows}
    address = reverse("admin:programmes_workprogramme_add")
    page = as_redacteur.post(address, rows | {"letter": sent})
    assert "letter" in page.context["adminform"].form.errors


def test_only_a_long_list_can_be_searched(as_redacteur):
    programme = factories.ProgrammeFactory(publish_at=None)
    address = reverse("admin:programmes_workprogramme_change", args=[programme.pk])
    factories.LetterFactory.create_batch(choices.SEARCHED - 1)
    assert "data-search" not in as_redacteur.get(address).text
    factories.LetterFactory()
    assert 'data-search="/beheer/programmes/letter/kiezen/"' in as_redacteur.get(address).text


def test_the_rows_of_a_form_share_one_query(as_redacteur):
    letter = factories.LetterFactory(publish_at=None)
    address = reverse("admin:programmes_letter_change", args=[letter.pk])
    as_redacteur.get(address)
    counts = set()
    for _more in range(2):
        factories.SignatureFactory.create_batch(5, letter=letter)
        with CaptureQueriesContext(connection) as queries:
            as_redacteur.get(address)
        counts.add(len(queries))
    assert len(counts) == 1


def test_letters_without_a_subject_share_their_queries(as_redacteur):
    programme = factories.ProgrammeFactory(publish_at=None, first_year=2025)
    adjusted = factories.ProgrammeFactory(first_year=2024)
    addresses = [
        reverse("admin:programmes_workprogramme_change", args=[programme.pk]),
        reverse("admin:programmes_letter_choose"),
        reverse("admin:programmes_letter_changelist"),
    ]
    years = iter(range(2015, 2025))
    counts = [[], []]
    for counted in counts:
        for _more in range(5):
            letter = factories.LetterFactory(subject="")
            report = factories.AnnualReportFactory(letter=letter, year=next(years))
            factories.AdjustmentFactory(letter=letter, programme=adjusted)
        for address in addresses:
            as_redacteur.get(address)
            with CaptureQueriesContext(connection) as queries:
                page = as_redacteur.get(address)
            assert f"en {report}" in page.text
            counted.append(len(queries))
    assert counts[0] == counts[1]
