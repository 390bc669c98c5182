"""The pages of records: links both ways, unknown facts, files, and few queries."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.lists.nouns import NOUNS
from programmes.models import Activity, Event, Signature, SupervisionField
from programmes.views import programme as programme_page
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.addresses import DETAILS, LISTS, address
from tests.database import keep_facts
from tests.world import make_world

pytestmark = pytest.mark.django_db
PAGES = ["home", *(name for name in LISTS if name.endswith("-list")), *DETAILS]


def many_more():
    """Give every record of `make_world` many parts and related records."""
    from programmes.models import Adjustment, Goal, Letter, Signatory, WorkProgramme

    programme, goal = WorkProgramme.objects.get(), Goal.objects.get()
    letter, signatory = Letter.objects.get(), Signatory.objects.get()
    adjustment, activity = Adjustment.objects.get(), Activity.objects.get()
    for number in range(30):
        other = factories.ActivityFactory()
        other.fields.add(factories.FieldFactory())
        other.goals.add(goal)
        factories.PlanningFactory(programme=programme, activity=other)
        factories.EventFactory(activity=other, adjustment=adjustment)
        factories.EventFactory(activity=activity, kind=Event.Kind.FOLLOW_UP, date=date(2023, 1, 1))
        later = factories.GoalFactory(perspective=goal.perspective, position=number + 1000)
        later.continues.add(goal)
        factories.GoalFocusFactory(programme=programme, goal=later)
        factories.AdjustmentFactory(programme=programme, date=date(2024, 1, number + 1))
        factories.SignatureFactory(letter=letter)
        factories.SignatureFactory(letter=factories.LetterFactory(), signatory=signatory)
    for year in (2021, 2022, 2023):
        factories.ProgrammeFactory(first_year=year, perspective=goal.perspective)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.key)
def test_a_list_has_one_name_in_menu_breadcrumbs_and_linked_data(client, noun):
    make_world()
    page = client.get(address(f"{noun.key}-detail")).text
    link = f'<li><a href="/{noun.path}/"(?: aria-current="true")?>(.*?)</a></li>'
    menu, breadcrumb, *_footer = [unescape(name) for name in re.findall(link, page)]
    (document,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    (trail,) = [each for each in json.loads(document)["@graph"] if "itemListElement" in each]
    assert {menu, breadcrumb, trail["itemListElement"][1]["name"]} == {noun.title}


def queries(client, name):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(name)).status_code == 200
    return len(asked)


# The public changes take a query for the history of the record and of each kind of part; whether
# the facts of activities are kept takes one.
MOST = {
    # Counting what came of activities takes one query, and the cache some more, also of a field.
    "home": 20,
    "perspective-detail": 14,
    "goal-detail": 19,
    # Four for all documents, which a process asks once for each version of the register.
    "programme-detail": 26,
    "activity-list": 13,
    "activity-detail": 28,
    # Two for what is planned without a term.
    "due-list": 12,
    "supervision-field-detail": 21,
    # Two for the activities that it is about.
    "letter-detail": 15,
}


def test_a_page_asks_the_database_no_more_for_many_rows(client):
    make_world()
    many_more()
    keep_facts()
    asked = {name: queries(client, name) for name in PAGES}
    assert {name: count for name, count in asked.items() if count > MOST.get(name, 11)} == {}


def gaps(client, address):
    """Return the closing line of a record, as text, without its link."""
    (line,) = re.findall(r'<p class="gaps">(.*?)</p>', client.get(address).text)
    return unescape(re.sub(r"<a .*?</a>|<[^>]+>", "", line)).strip()


def test_what_is_not_known_of_a_record_stands_in_one_line(client):
    factories.ProgrammeFactory(published_on="2023-09-18", not_found=["Kamerbrief", "kenmerk"])
    text = client.get("/werkprogrammas/2024/").text
    assert "None" not in text
    assert 'href="https://www.tweedekamer.nl/zoeken?qry=Werkprogramma+2024"' in text
    assert gaps(client, "/werkprogrammas/2024/") == (
        "Gezocht en niet gevonden: Kamerbrief, kenmerk. "
        "Niet bekend: vastgesteld op, goedgekeurd op, aangeboden aan de Kamer op, "
        "meerjarenperspectief, doelen, toezichtactiviteiten, jaarbericht; "
        "of iemand ernaar zocht, is niet vastgelegd."
    )


def test_what_is_still_to_come_is_not_known_yet(client):
    factories.ProgrammeFactory(first_year=2099)
    assert gaps(client, "/werkprogrammas/2099/").startswith("Nog niet bekend: jaarbericht. Niet")


def test_the_closing_line_says_whether_somebody_searched(client):
    factories.SignatoryFactory(slug="a")
    factories.SignatoryFactory(slug="b", searched_on="2026-05-03")
    factories.SignatoryFactory(slug="c", searched_on="2026-05-03", searched_in="parlement.com")
    missing = "in functie vanaf, in functie tot"
    assert [gaps(client, f"/ondertekenaars/{slug}/") for slug in "abc"] == [
        f"Niet bekend: {missing}; of iemand ernaar zocht, is niet vastgelegd.",
        f"Gezocht en niet gevonden: {missing}. Gezocht op 3 mei 2026.",
        f"Gezocht en niet gevonden: {missing}. Gezocht op 3 mei 2026 in parlement.com.",
    ]


def test_an_outcome_that_is_not_known_yet_differs_from_one_that_is_not_found(client):
    this_year = timezone.localdate().year
    for slug, year in (("nu", this_year), ("toen", 2019), ("klaar", 2020)):
        activity = factories.ActivityFactory(slug=slug, searched_on="2026-05-03")
        factories.PlanningFactory(activity=activity, programme__first_year=year)
    factories.EventFactory(activity=activity, kind="rapport")
    factories.PlanningFactory(programme__first_year=2021, activity__slug="ongezocht")
    sought = {"activity__slug": "zonder-dag", "activity__not_found": ["uitkomst"]}
    factories.PlanningFactory(programme__first_year=2022, **sought)
    now, then, ready = (gaps(client, f"/activiteiten/{slug}/") for slug in ("nu", "toen", "klaar"))
    assert now.startswith("Nog niet bekend: uitkomst. Gezocht en niet gevonden: ")
    assert "uitkomst. Gezocht op 3 mei 2026" in then
    assert "uitkomst" not in ready
    assert kinds_of_unknown(client, "") == {
        "nu": "nog_niet", "toen": "niet_gevonden", "klaar": None, "ongezocht": "niet_gezocht",
        "zonder-dag": "niet_gevonden",
    }  # fmt: skip
    then = kinds_of_unknown(client, "?op=2026-05-02")
    assert (then["toen"], then["zonder-dag"]) == ("niet_gezocht", "niet_gezocht")


def kinds_of_unknown(client, query):
    rows = client.get(f"/api/v1/activiteiten{query}").json()["resultaten"]
    return {row["adres"].split("/")[-2]: row["uitkomst_onbekend"] for row in rows}


def test_what_was_found_since_is_no_gap(client):
    sought = ["Kamerbrief", "vastgesteld op", "jaarbericht", "kenmerk"]
    factories.ProgrammeFactory(first_year=2099, adopted_on="2098-12-01", not_found=sought)
    line = gaps(client, "/werkprogrammas/2099/")
    assert "Nog niet bekend: jaarbericht. Gezocht en niet gevonden: Kamerbrief, kenmerk. " in line


def test_where_somebody_searched_goes_with_a_day():
    with pytest.raises(ValidationError, match="Geef de dag waarop is gezocht"):
        factories.SignatoryFactory.build(searched_in="parlement.com").validate_constraints()
    with pytest.raises(IntegrityError, match="search_has_day"), transaction.atomic():
        factories.SignatoryFactory(searched_in="parlement.com")


def test_a_record_without_gaps_has_no_such_line(client):
    factories.SignatoryFactory(slug="x", in_office_from="2022-01-10", in_office_until="2024-07-02")
    assert "gaps" not in client.get("/ondertekenaars/x/").text


def test_activities_stand_under_their_fields(client):
    programme = factories.ProgrammeFactory()
    jeugd, politie = (factories.FieldFactory(name=name) for name in ("jeugd", "politie"))
    for title, fields in [("x", [politie]), ("y", [jeugd, politie]), ("z", [])]:
        activity = factories.ActivityFactory(title=title)
        activity.fields.set(fields)
        factories.PlanningFactory(programme=programme, activity=activity)
    groups = client.get("/werkprogrammas/2024/").context["groups"]
    assert [(field, [str(each) for each in group], number) for field, group, number in groups] == [
        (jeugd, ["y"], 1),
        (politie, ["x", "y"], 2),
        (None, ["z"], 1),
    ]


@pytest.fixture
def large_programme(monkeypatch):
    """Return a programme with more activities than its page shows, two of them changed."""
    monkeypatch.setattr(programme_page, "MOST", 6)
    monkeypatch.setattr(programme_page, "FIRST", 2)
    programme = factories.ProgrammeFactory()
    jeugd, politie = (factories.FieldFactory(name=name) for name in ("jeugd", "politie"))
    for number in range(8):
        activity = factories.ActivityFactory(title=f"Nummer {number}")
        activity.fields.set([[jeugd], [politie], [jeugd, politie], []][number % 4])
        factories.PlanningFactory(programme=programme, activity=activity, position=number)
    adjustment = factories.AdjustmentFactory(programme=programme)
    for title in ("Nummer 0", "Nummer 5"):
        activity = Activity.objects.get(title=title)
        factories.EventFactory(activity=activity, kind="vervallen", adjustment=adjustment)
    return programme


def test_of_many_activities_the_first_of_each_field_are_shown(client, large_programme):
    page = client.get(large_programme.get_absolute_url())
    shown = [
        (str(field or ""), [str(each) for each in group], number)
        for field, group, number in page.context["groups"]
    ]
    assert shown == [
        ("jeugd", ["Nummer 0", "Nummer 2"], 4),
        ("politie", ["Nummer 1", "Nummer 2"], 4),
        ("", ["Nummer 3", "Nummer 7"], 2),
    ]
    assert "Activiteiten (8, misschien meer)" in page.text
    slug = SupervisionField.objects.get(name="politie").slug
    link = f'<a href="/activiteiten/?werkprogramma=2024&amp;gebied={slug}">alle 4 van politie</a>'
    assert f"De eerste 2 van 4; {link}" in page.text
    assert page.context["glance"].counts["vervallen"] == 2


def test_of_many_activities_the_plan_has_only_the_changes(client, large_programme):
    page = client.get(large_programme.get_absolute_url())
    plan = page.context["plan"]
    assert [(str(each.activity), each.standing) for each in plan.lines] == [
        ("Nummer 0", "vervallen"),
        ("Nummer 5", "vervallen"),
    ]
    assert (plan.offered, plan.left, plan.others) == (8, 6, 6)
    assert "De andere 6 activiteiten staan er zoals aangeboden." in page.text


def test_programmes_lead_to_the_ones_before_and_after(client):
    for first, last in [(2017, 2017), (2018, 2020), (2018, 2018), (2019, 2019), (2021, 2021)]:
        factories.ProgrammeFactory(first_year=first, last_year=last, title=f"{first}-{last}")
    context = client.get("/werkprogrammas/2018-2020/").context
    assert (str(context["previous"]), str(context["next"])) == ("2018-2018", "2019-2019")


def test_a_file_is_handed_out_as_a_download(client):
    file = SimpleUploadedFile("rare naam.pdf", b"%PDF-1.7 inhoud")
    factories.ProgrammeFactory(file=file)
    response = client.get("/werkprogrammas/2024/bestand/")
    assert b"".join(response) == b"%PDF-1.7 inhoud"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="workprogramme-2024.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_record_without_a_file_has_none_to_hand_out(client):
    factories.ProgrammeFactory()
    assert client.get("/werkprogrammas/2024/bestand/").status_code == 404


def test_a_letter_tells_who_signed_and_on_whose_behalf(client):
    letter = factories.LetterFactory(reference="1")
    factories.SignatureFactory(letter=letter, signatory__name="F.M. Weerwind", position=1)
    factories.SignatureFactory(
        letter=letter,
        signatory=None,
        capacity=Signature.Capacity.ON_BEHALF_OF,
        office="minister voor Rechtsbescherming",
    )
    context = client.get("/brieven/1/").context
    assert [str(each.signatory) for each in context["signers"]] == ["F.M. Weerwind"]
    assert [each.office for each in context["on_behalf_of"]] == ["minister voor Rechtsbescherming"]


KAMERSTUK = {"kamerstuk_dossier": "34775", "kamerstuk_suffix": "VI", "kamerstuk_number": "21"}
PRINTED = ": rapport (22 september 2023): Zicht"


@pytest.fixture
def told():
    """A letter with its Kamerstuk number at an event, and with an expectation."""
    letter = factories.LetterFactory(reference="1", **KAMERSTUK)
    factories.EventFactory(
        activity__title="Arrestantenzorg",
        kind="rapport",
        date=date(2023, 9, 22),
        date_precision="dag",
        title="Zicht",
        **KAMERSTUK,
    )
    factories.ExpectationFactory(
        activity__title="Verhoor", letter=letter, kind="beleidsreactie", words="eind 2023"
    )
    factories.EventFactory(activity__title="Anders", **KAMERSTUK | {"kamerstuk_suffix": ""})
    return letter


@pytest.mark.usefixtures("told")
def test_a_letter_and_the_activities_that_it_is_about_link_to_each_other(client):
    report = Event.objects.get(title="Zicht")
    page = client.get("/brieven/1/").text
    assert re.findall(r'<li><a href="(/activiteiten/[a-z].*?)">(.*?)</a>(.*)</li>', page) == [
        (f"/activiteiten/arrestantenzorg/#m{report.pk}", "Arrestantenzorg", PRINTED),
        ("/activiteiten/verhoor/", "Verhoor", ": beleidsreactie verwacht, eind 2023"),
    ]
    for slug in ("arrestantenzorg", "verhoor"):
        assert 'href="/brieven/1/"' in client.get(f"/activiteiten/{slug}/").text
    assert 'href="/brieven/1/"' not in client.get("/activiteiten/anders/").text


def test_a_letter_and_activities_link_only_to_what_is_public(client, told):
    withdraw(Activity.objects.get(slug="verhoor"), "Dubbel.")
    page = client.get("/brieven/1/").text
    assert ("Arrestantenzorg" in page, "Verhoor" in page) == (True, False)
    withdraw(told, "Dubbel.")
    assert "/brieven/1/" not in client.get("/activiteiten/arrestantenzorg/").text


def test_a_letter_of_which_only_the_office_is_known_is_shown_without_a_name(client):
    letter = factories.LetterFactory(reference="1", subject="Reactie")
    factories.SignatureFactory(letter=letter, signatory=None, office="Minister voor Wonen")
    factories.ProgrammeFactory(letter=letter)
    author = "Minister voor Wonen"
    assert f"<li>{author}</li>" in client.get("/brieven/1/").text
    assert f", {author}</dd>" in client.get("/werkprogrammas/2024/").text
    assert f"{author}, “Reactie”" in client.get("/brieven/1/").text
    assert f">{author}</td>" in client.get("/brieven/").text


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/werkprogrammas/2024/", "/brieven/%00/"])
def test_what_is_not_there_is_not_found(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text
