import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from programmes.lists import columns
from programmes.lists.nouns import ALL, NOUNS
from programmes.models import Signature
from programmes.opendata.dictionary import dictionary
from tests import factories

DOCS = Path(__file__).parents[2] / "docs" / "reference"
DATE = datetime.date(2023, 9, 22)
BY_KEY = {noun.key: noun for noun in ALL}
# The columns of version 1.0.0 of the API; newer ones stand after them.
FIRST_COLUMNS = {
    "programme": "jaren eerste_jaar laatste_jaar titel motto perspectief vastgesteld goedgekeurd"
    " op_site aangeboden brief_kenmerk brief_datum samenvatting bronnen toelichting adres",
    "perspective": "jaren eerste_jaar laatste_jaar titel motto doelen op_site aangeboden"
    " brief_kenmerk brief_datum samenvatting bronnen toelichting adres",
    "goal": "titel perspectief volgorde uitleg adres",
    "activity": "titel gebieden werkprogrammas doelen vorm vorm_afgeleid status samen_met"
    " samenvatting bronnen toelichting adres",
    "letter": "kenmerk kamerstuk datum plaats onderwerp aan ondertekenaars ambten mede_namens"
    " bijlagen samenvatting bij_de_bron bronnen toelichting adres",
    "annual-report": "jaar titel op_site aangeboden brief_kenmerk brief_datum samenvatting"
    " resultaten bronnen toelichting adres",
    "adjustment": "werkprogramma datum reden uitleg aangeboden brief_kenmerk brief_datum bronnen"
    " toelichting adres",
    "signatory": "naam ambt in_functie_vanaf in_functie_tot bronnen toelichting adres",
    "event": "activiteit soort datum precisie titel bijstelling bij_de_bron toelichting adres",
    "supervision-field": "naam adres",
}
DOCUMENTS = {
    "perspective": factories.PerspectiveFactory,
    "programme": factories.ProgrammeFactory,
    "annual-report": factories.AnnualReportFactory,
    "adjustment": factories.AdjustmentFactory,
}


def record(key, **wanted):
    """Return the values of the one published record that matches, by the name of the column."""
    noun = BY_KEY[key]
    names = [column.name for column in noun.columns]
    rows = noun.published().filter(**wanted)
    values = rows.values_list(*(column.expression for column in noun.columns)).get()
    return dict(zip(names, values, strict=True))


def test_the_dictionary_has_every_column_as_it_is():
    written = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary(), 'run: make manage do="data_dictionary"'


@pytest.mark.parametrize("noun", FIRST_COLUMNS)
def test_a_program_that_counts_columns_finds_those_of_the_first_version(noun):
    names = [column.name for column in BY_KEY[noun].columns]
    first = FIRST_COLUMNS[noun].split()
    assert names[: len(first)] == first
    assert [name for name in names[len(first) :] if name in ("adres", "bronnen")] == []


@pytest.mark.parametrize("noun", ALL, ids=BY_KEY)
def test_columns_have_a_name_of_their_own_and_an_explanation(noun):
    names = [column.name for column in noun.columns]
    assert len(set(names)) == len(names)
    assert [column.name for column in noun.columns if not str(column.description)] == []


@pytest.mark.django_db
def test_values_of_several_records_stand_in_a_fixed_order():
    activity = factories.ActivityFactory()
    for name in ("politie", "jeugd", "migratie"):
        activity.fields.add(factories.FieldFactory(name=name))
    noun = next(noun for noun in NOUNS if noun.key == "activity")
    column = next(column for column in noun.columns if column.name == "gebieden")
    assert noun.published().values_list(column.expression, flat=True).get() == (
        "jeugd; migratie; politie"
    )


def known_as(date):
    """Return the fields of an event for a date such as "2024-05", or for None."""
    if date is None:
        return {"date": None, "date_precision": None}
    precision = {10: "dag", 7: "maand", 4: "jaar"}[len(date)]
    return {"date": f"{date}-01-01"[:10], "date_precision": precision}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("events", "last_year", "status"),
    [
        ([], 2100, "gepland"),
        ([], 2020, None),
        ([("rapport", "2021-01-01"), ("gestart", "2020-01-01")], 2020, "gerapporteerd"),
        ([("rapport", "2021-01-01"), ("afgerond", "2022-01-01")], 2020, "afgerond"),
        ([("gestart", None), ("uitgesteld", "2020-01-01")], 2020, "uitgesteld"),
        ([("vervallen", "2020-01-01")], 2100, "vervallen"),
        # An event that confirms the plan does not change the status.
        ([("aangekondigd", None)], 2020, None),
        ([("aangekondigd", None)], 2100, "gepland"),
        ([("uitgesteld", "2020-05-01"), ("verplaatst", "2020-06-01")], 2100, "gepland"),
        # A follow-up does not change the status.
        ([("opvolging", None)], 2020, None),
        ([("rapport", "2019-01-01"), ("opvolging", "2021-01-01")], 2020, "gerapporteerd"),
        # Neither does a notice.
        ([("bericht", None)], 2020, None),
        ([("gestart", "2019-01-01"), ("bericht", "2021-01-01")], 2020, "lopend"),
        # Without a date, the usual order of stages decides.
        ([("plan_van_aanpak", "2023-06-15"), ("rapport", None)], 2020, "gerapporteerd"),
        ([("afgerond", "2021-01-01"), ("rapport", None)], 2020, "afgerond"),
        # The same where the dates are not precise enough to compare.
        ([("gestart", "2024-06-01"), ("rapport", "2024")], 2020, "gerapporteerd"),
        ([("gestart", "2024-06-01"), ("rapport", "2024-06")], 2020, "gerapporteerd"),
        ([("gestart", "2025-06-01"), ("rapport", "2024")], 2020, "lopend"),
    ],
)
def test_the_status_follows_from_what_is_known_last(events, last_year, status):
    activity = factories.ActivityFactory()
    factories.PlanningFactory(
        activity=activity, programme__first_year=2020, programme__last_year=last_year
    )
    for kind, date in events:
        factories.EventFactory(activity=activity, kind=kind, **known_as(date))
    assert record("activity")["status"] == status


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["vervallen", "uitgesteld", "getemporiseerd"])
@pytest.mark.parametrize("by_adjustment", [True, False])
def test_a_change_of_one_programme_says_nothing_of_a_later_one(kind, by_adjustment):
    planning = factories.PlanningFactory(programme__first_year=2020)
    told = {"date": None, "date_precision": None} if by_adjustment else known_as("2020-05-01")
    if by_adjustment:
        told["adjustment"] = factories.AdjustmentFactory(programme=planning.programme)
    factories.EventFactory(activity=planning.activity, kind=kind, **told)
    before = "vervallen" if kind == "vervallen" else "uitgesteld"
    assert record("activity")["status"] == before
    factories.PlanningFactory(activity=planning.activity, programme__first_year=2100)
    assert record("activity")["status"] == "gepland"


@pytest.mark.parametrize("noun", ALL, ids=BY_KEY)
def test_columns_have_different_labels_and_a_known_kind(noun):
    labels = [str(column.label) for column in noun.columns]
    assert len(labels) == len(set(labels))
    kinds = {column.kind for column in noun.columns}
    assert kinds <= {"text", "number", "date", "code", "list", "address", "key"}


@pytest.mark.django_db
def test_the_columns_of_an_activity():
    perspective = factories.PerspectiveFactory()
    activity = factories.ActivityFactory(
        title="Wachtlijsten",
        slug="wachtlijsten",
        form="thematisch",
        form_inferred=True,
        partners=["IGJ", "Inspectie van het Onderwijs"],
        summary="Hoe lang jongeren wachten.",
        sources=["https://a.nl/", "https://b.nl/"],
        note="De titel verschilt per programma.",
        not_found=["kenmerk", "uitkomst"],
    )
    for name in ("politie", "jeugd"):
        activity.fields.add(factories.FieldFactory(name=name))
    for title in ("lerend vermogen", "betrouwbare keten"):
        activity.goals.add(factories.GoalFactory(perspective=perspective, title=title))
    for year in (2024, 2023):
        programme = factories.ProgrammeFactory(first_year=year, perspective=perspective)
        factories.PlanningFactory(
            programme=programme, activity=activity, planned_for=f"najaar {year}"
        )
    for day, words in (("2023-01-01", "eind 2023"), ("2023-09-01", "eind 2024")):
        factories.ExpectationFactory(activity=activity, words=words, told_on=day)
    factories.EventFactory(activity=activity, kind="gestart", date="2023-02-01")
    for day in ("2024-02-01", "2023-02-01"):
        factories.EventFactory(
            activity=activity, date=day, url=f"https://a.nl/{day}",
            kamerstuk_dossier="24587", kamerstuk_number=day[:4],
        )  # fmt: skip
    assert record("activity") == {
        "titel": "Wachtlijsten",
        "gebieden": "jeugd; politie",
        "werkprogrammas": "2023; 2024",
        "doelen": "betrouwbare keten; lerend vermogen",
        "vorm": "thematisch",
        "vorm_afgeleid": "ja",
        "status": "gerapporteerd",
        "uitkomst": "op_tijd",
        "uitkomst_afgeleid": "ja",
        "dagen_later": None,
        "laatste_stap": "rapport",
        "laatste_stap_op": datetime.date(2024, 2, 1),
        "samen_met": "IGJ; Inspectie van het Onderwijs",
        "samenvatting": "Hoe lang jongeren wachten.",
        "bronnen": "https://a.nl/; https://b.nl/",
        "toelichting": "De titel verschilt per programma.",
        "adres": "/activiteiten/wachtlijsten/",
        "gepland": "najaar 2023; najaar 2024",
        "gepland_van": datetime.date(2023, 9, 1),
        "gepland_tot": datetime.date(2024, 11, 30),
        "verwacht": "eind 2024",
        "verwacht_van": datetime.date(2024, 11, 1),
        "verwacht_tot": datetime.date(2024, 12, 31),
        "rapport": datetime.date(2024, 2, 1),
        "rapport_precisie": "dag",
        "rapport_bij_de_bron": "https://a.nl/2024-02-01",
        "rapport_kamerstuk": "kst-24587-2024",
        "beleidsreactie": None,
        "beleidsreactie_precisie": None,
        "beleidsreactie_bij_de_bron": None,
        "beleidsreactie_kamerstuk": None,
        "uitkomst_onbekend": None,
        "gezocht_op": None,
        "gezocht_in": "",
        "niet_gevonden": "kenmerk; uitkomst",
        "id": str(activity.pk),
    }


@pytest.mark.django_db
def test_an_activity_names_only_public_programmes_and_goals():
    hidden = factories.PerspectiveFactory(publish_at=None)
    activity = factories.ActivityFactory()
    activity.goals.add(factories.GoalFactory(perspective=hidden))
    for year, state in ((2023, {}), (2024, {"publish_at": None})):
        programme = factories.ProgrammeFactory(first_year=year, **state)
        factories.PlanningFactory(programme=programme, activity=activity)
    shown = record("activity")
    assert (shown["werkprogrammas"], shown["doelen"]) == ("2023", None)


@pytest.mark.django_db
@pytest.mark.parametrize("noun", DOCUMENTS)
def test_a_document_names_its_letter(noun):
    DOCUMENTS[noun](letter=factories.LetterFactory(reference="K-1", date=DATE))
    shown = record(noun)
    assert (shown["brief_kenmerk"], shown["brief_datum"]) == ("K-1", DATE)


@pytest.mark.django_db
@pytest.mark.parametrize("noun", DOCUMENTS)
def test_a_document_says_nothing_of_a_letter_that_is_not_public(noun):
    DOCUMENTS[noun](letter=factories.LetterFactory(publish_at=None))
    shown = record(noun)
    assert (shown["brief_kenmerk"], shown["brief_datum"]) == (None, None)


@pytest.mark.django_db
def test_a_letter_names_its_public_signatories_in_order():
    letter = factories.LetterFactory(
        kamerstuk_dossier="34775", kamerstuk_suffix="VI", kamerstuk_number="21"
    )
    for position, name, state in ((3, "A", {}), (1, "B", {}), (2, "C", {"publish_at": None})):
        signatory = factories.SignatoryFactory(name=name, **state)
        factories.SignatureFactory(
            letter=letter, signatory=signatory, office=f"ambt {name}", position=position
        )
    for position, office in ((2, "ambt Y"), (1, "ambt Z")):
        factories.SignatureFactory(
            letter=letter,
            signatory=None,
            capacity=Signature.Capacity.ON_BEHALF_OF,
            office=office,
            position=position,
        )
    shown = record("letter")
    assert {name: shown[name] for name in ("kamerstuk", "ondertekenaars", "mede_namens")} == {
        "kamerstuk": "kst-34775-VI-21",
        "ondertekenaars": "B; A",
        "mede_namens": "ambt Z; ambt Y",
    }
    assert shown["ambten"] == "ambt B; ambt C; ambt A"


@pytest.mark.django_db
def test_what_is_not_known_of_a_letter_has_no_value():
    factories.LetterFactory(reference=None, subject="", date=None, recipient="", slug="brief")
    shown = record("letter")
    assert {name for name, value in shown.items() if value not in (None, "")} == {
        "bronnen",
        "adres",
        "id",
    }


@pytest.mark.django_db
def test_a_perspective_lists_its_goals_in_their_order():
    perspective = factories.PerspectiveFactory()
    for position, title in ((2, "a"), (1, "b")):
        factories.GoalFactory(perspective=perspective, position=position, title=title)
    assert record("perspective")["doelen"] == "b; a"


@pytest.mark.django_db
def test_an_adjustment_names_its_programme_when_that_is_public():
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawal_reason": "Dubbel."}
    factories.AdjustmentFactory(programme=factories.ProgrammeFactory(**withdrawn))
    assert record("adjustment")["werkprogramma"] is None


def test_people_read_labels_and_dates():
    form = next(column for column in columns.ACTIVITY if column.name == "vorm")
    assert form.for_people("thematisch") == "thematisch onderzoek"
    assert form.for_people(None) is None
