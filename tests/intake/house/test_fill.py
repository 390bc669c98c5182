"""The data of the House fill empty fields, and change nothing else."""

import time
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from programmes.intake.house.service import House, ServiceError
from tests import factories
from tests.intake.house.house import document, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    with serving() as (house, address):
        house.address = address
        yield house


@pytest.fixture
def fill(service, capsys):
    """Return a function that runs the command and returns the lines that it writes."""

    def run(**options):
        call_command("fill_from_house", service=service.address, pause=0, **options)
        return capsys.readouterr().out.splitlines()

    return run


def kamerstuk(letter):
    letter.refresh_from_db()
    return (letter.kamerstuk_dossier, letter.kamerstuk_suffix, letter.kamerstuk_number)


@pytest.fixture
def letter():
    return factories.LetterFactory(reference="4896050", date=None, slug="4896050")


def test_numbers_and_dates_are_filled(service, fill, letter):
    programme = factories.ProgrammeFactory(letter=letter)
    service.documents = [document()]
    lines = fill(store=True)
    assert kamerstuk(letter) == ("36410", "VI", "12")
    assert letter.date == date(2023, 9, 22)
    programme.refresh_from_db()
    assert programme.offered_on == date(2023, 9, 25)
    assert lines == [
        "4896050: aangevuld",
        "    Werkprogramma 2024 (4896050), Kamerstuk: dossier: 36410",
        "    Werkprogramma 2024 (4896050), Kamerstuk: toevoeging: VI",
        "    Werkprogramma 2024 (4896050), Kamerstuk: nummer: 12",
        "    Werkprogramma 2024 (4896050), datum: 22 september 2023",
        "    Werkprogramma 2024, aangeboden aan de Kamer op: 25 september 2023",
        "    1 aangevuld",
    ]


def test_without_store_nothing_changes(service, fill, letter):
    service.documents = [document()]
    lines = fill()
    assert kamerstuk(letter) == (None, "", None)
    assert lines[-1] == "Er is niets opgeslagen. Geef --store om dat wel te doen."


def test_the_history_says_where_it_came_from(service, fill, letter):
    service.documents = [document()]
    fill(store=True)
    assert letter.history.order_by("-pgh_id").first().pgh_context == {
        "source": "fill_from_house",
        "note": "Aangevuld met de open data van de Tweede Kamer.",
    }


def test_a_second_run_has_nothing_to_do(service, fill, letter):
    service.documents = [document()]
    fill(store=True)
    service.asked.clear()
    assert (fill(store=True), service.asked) == ([], [])


def test_what_staff_entered_stays(service, fill):
    letter = factories.LetterFactory(
        reference="4896050", kamerstuk_dossier="30000", kamerstuk_number="1"
    )
    programme = factories.ProgrammeFactory(letter=letter, offered_on=date(2023, 9, 24))
    factories.AnnualReportFactory(year=2022, letter=letter)
    service.documents = [
        document(Volgnummer=1, Kamerstukdossier=[{"Nummer": 30000, "Toevoeging": None}])
    ]
    fill(store=True)
    assert kamerstuk(letter) == ("30000", "", "1")
    programme.refresh_from_db()
    assert programme.offered_on == date(2023, 9, 24)
    assert letter.annual_reports.get().offered_on == date(2023, 9, 25)


def test_what_staff_emptied_stays_empty(service, fill, letter):
    letter.kamerstuk_dossier, letter.kamerstuk_number = "36410", "12"
    letter.save()
    letter.kamerstuk_dossier = letter.kamerstuk_number = None
    letter.save()
    service.documents = [document()]
    fill(store=True)
    assert kamerstuk(letter) == (None, "", None)
    assert letter.date == date(2023, 9, 22)


def test_a_letter_with_a_kamerstuk_is_found_by_it(service, fill):
    letter = factories.LetterFactory(
        reference=None,
        date=None,
        kamerstuk_dossier="34775",
        kamerstuk_suffix="VI",
        kamerstuk_number="21",
    )
    service.documents = [
        document(Volgnummer=21, Kamerstukdossier=[{"Nummer": 34775, "Toevoeging": "VI"}]),
        document(Volgnummer=21, Kamerstukdossier=[{"Nummer": 34775, "Toevoeging": "XV"}]),
    ]
    fill(store=True)
    letter.refresh_from_db()
    assert letter.date == date(2023, 9, 22)


def test_another_date_is_another_letter(service, fill):
    letter = factories.LetterFactory(reference="4896050", date=date(2022, 1, 1), slug="4896050")
    service.documents = [document()]
    lines = fill(store=True)
    assert kamerstuk(letter) == (None, "", None)
    assert lines == [
        "4896050: de Kamer heeft een andere datum: kijk of het dezelfde brief is",
        "    2023D37777: 2023-09-22 / 2022-01-01",
        "    1 de Kamer heeft een andere datum: kijk of het dezelfde brief is",
    ]


def test_several_documents_or_numbers_leave_the_choice_to_people(service, fill, letter):
    service.documents = [document(), document(DocumentNummer="2023D38888")]
    lines = fill(store=True)
    assert lines[:3] == [
        "4896050: de Kamer kent meer van zulke brieven",
        "    2023D37777",
        "    2023D38888",
    ]
    dossiers = [{"Nummer": 36410, "Toevoeging": "VI"}, {"Nummer": 29628, "Toevoeging": None}]
    service.documents = [document(Kamerstukdossier=dossiers)]
    lines = fill(store=True)
    assert lines[2:4] == ["    36410-VI-12", "    29628-12"]
    assert kamerstuk(letter) == (None, "", None)


def test_a_letter_without_a_number_of_the_house_yet_gets_its_dates(service, fill, letter):
    service.documents = [document(Volgnummer=-1, Kamerstukdossier=[])]
    fill(store=True)
    assert kamerstuk(letter) == (None, "", None)
    assert letter.date == date(2023, 9, 22)


def test_what_breaks_a_rule_is_told_and_not_stored(service, fill, letter):
    factories.LetterFactory(kamerstuk_dossier="36410", kamerstuk_suffix="VI", kamerstuk_number="12")
    service.documents = [document()]
    lines = fill(store=True, letter="4896050")
    assert lines == [
        "4896050: kan niet worden opgeslagen",
        "    Er is al een brief met dit Kamerstuknummer.",
        "    1 kan niet worden opgeslagen",
    ]
    assert kamerstuk(letter) == (None, "", None)
    assert letter.date is None


def test_brackets_around_a_suffix_are_left_out(service, fill, letter):
    service.documents = [document(Kamerstukdossier=[{"Nummer": 36410, "Toevoeging": "[VI]"}])]
    fill(store=True)
    assert kamerstuk(letter) == ("36410", "VI", "12")


@pytest.mark.parametrize("reference", ["4896050", "O'Brien & co #1", "é🦊", "' or true"])
def test_a_reference_is_only_text(service, fill, reference):
    letter = factories.LetterFactory(reference=reference, date=None)
    service.documents = [document(KenmerkAfzender=reference), document(KenmerkAfzender="anders")]
    fill(store=True)
    assert kamerstuk(letter) == ("36410", "VI", "12")


def test_an_unknown_letter_is_told(service, fill, letter):
    assert fill() == [
        "4896050: de Kamer kent zo'n brief niet",
        "    1 de Kamer kent zo'n brief niet",
    ]


def test_an_unknown_choice_of_letter_is_told(fill):
    with pytest.raises(CommandError, match="“bestaat-niet”"):
        fill(letter="bestaat-niet")


def test_an_empty_register_has_nothing_to_ask(service, fill):
    assert (fill(), service.asked) == ([], [])


@pytest.mark.parametrize(
    "failures",
    [
        [(503, [])],
        [(429, [("Retry-After", "0")])],
        ["hang up"],
        [(500, []), "hang up", (502, [])],
    ],
)
def test_what_passes_is_tried_again(service, fill, letter, failures):
    service.documents, service.failures = [document()], list(failures)
    fill(store=True)
    assert kamerstuk(letter) == ("36410", "VI", "12")
    assert len(service.asked) == len(failures) + 1


def test_a_service_that_is_down_stops_nothing_and_is_told(service, fill, letter, capsys):
    other = factories.LetterFactory(reference="1", date=None)
    service.failures = [(503, [])] * 4
    service.documents = [document(), document(KenmerkAfzender="1", Volgnummer=13)]
    with pytest.raises(CommandError, match="Voer dit nog eens uit"):
        fill(store=True)
    assert {kamerstuk(letter)[2], kamerstuk(other)[2]} in ({None, "12"}, {None, "13"})
    assert "status 503, 4 times" in capsys.readouterr().out


@pytest.mark.parametrize(
    "answer",
    ["", "<html>", "[]", "{}", '{"value": 1}', '{"value": [{}]}', '{"value": [null]}'],
)
def test_an_answer_of_another_form_is_no_answer(service, answer):
    service.answer = answer
    with House(service.address, pause=0) as house, pytest.raises(ServiceError):
        house.with_reference("1")


def test_a_refusal_is_not_tried_again(service):
    service.failures = [(404, [])]
    with House(service.address, pause=0) as house, pytest.raises(ServiceError, match="status 404"):
        house.with_reference("1")
    assert len(service.asked) == 1


def test_all_pages_are_read(service):
    service.page = 2
    service.documents = [document(DocumentNummer=f"2023D{n}") for n in range(5)]
    with House(service.address, pause=0) as house:
        found = house.with_reference("4896050")
    assert [each.number for each in found] == [f"2023D{n}" for n in range(5)]
    assert len(service.asked) == 3


def test_a_page_at_another_place_is_not_followed(service):
    service.answer = '{"value": [], "@odata.nextLink": "http://elders.test/"}'
    with House(service.address, pause=0) as house, pytest.raises(ServiceError, match="elders"):
        house.with_reference("1")


def test_there_is_a_pause_between_two_questions(service, monkeypatch):
    pauses = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    with House(service.address, pause=600) as house:
        for _again in range(3):
            house.with_reference("1")
    assert len(pauses) == 2
    assert all(0 < pause <= 600 for pause in pauses)


def test_it_waits_as_long_as_it_is_asked_within_reason(service, monkeypatch):
    pauses = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    service.failures = [(429, [("Retry-After", "7")]), (503, [("Retry-After", "86400")]), (500, [])]
    with House(service.address, pause=0) as house:
        house.with_reference("1")
    assert [pause for pause in pauses if pause] == [7, 60]


def test_only_letters_of_the_government_are_asked_for(service):
    with House(service.address, pause=0) as house:
        house.with_kamerstuk("34775", "", "21")
    assert service.asked[0]["$filter"] == (
        "Verwijderd eq false and Soort eq 'Brief regering' and Volgnummer eq 21 and "
        "Kamerstukdossier/any(d: d/Nummer eq 34775 and d/Toevoeging eq null)"
    )
