"""Spreadsheets of every kind: what is new, what is there already, and what names nothing."""

import pytest

from programmes.intake.sheets import storing
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import (
    Adjustment,
    AnnualReport,
    Goal,
    GoalFocus,
    Letter,
    Perspective,
    PublicChange,
    SheetImport,
    Signatory,
    SupervisionField,
    WorkProgramme,
)
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, upload


def outcomes(text, kind):
    sheet = bring_in(upload(text), kind)
    return list(sheet.rows.values_list("outcome", "problems"))


def stored(text, kind, **options):
    """Import a spreadsheet whose rows are all right; return the outcome of each."""
    sheet = bring_in(upload(text), kind)
    assert list(sheet.rows.exclude(problems=[]).values_list("number", "problems")) == []
    storing.store(sheet, may_change, **options)
    return list(sheet.rows.values_list("outcome", flat=True))


@pytest.fixture
def frame(db):
    """A draft of a perspective with a goal."""
    frame = factories.PerspectiveFactory(first_year=2021, last_year=2024, publish_at=None)
    factories.GoalFactory(perspective=frame, title="scherp houden", position=1)
    return frame


@pytest.mark.parametrize("named", ["36 800 XVI, nr. 90", "kst-36800-xvi-90", "36800-XVI-90"])
def test_a_letter_without_a_kenmerk_is_named_by_its_kamerstuk(db, named):
    letter = factories.LetterFactory(reference=None, kamerstuk_dossier="36800",
        kamerstuk_suffix="XVI", kamerstuk_number="90")  # fmt: skip
    factories.LetterFactory(reference=None, kamerstuk_dossier="36800", kamerstuk_number="90")
    assert stored(f"jaar;titel;brief\n2027;Jaarbericht;{named}\n", "jaarberichten") == ["nieuw"]
    assert AnnualReport.objects.get().letter == letter


def test_every_kind_can_be_chosen_and_is_described():
    assert [*LAYOUTS] == [*SheetImport.Kind]


def test_a_programme_is_a_draft_with_its_perspective_and_letter(frame):
    letter = factories.LetterFactory(reference="ABC-1/24", publish_at=None)
    text = (
        "eerste_jaar;laatste_jaar;titel;motto;perspectief;vastgesteld;op_site;aangeboden;brief;"
        "samenvatting;bronnen;activiteiten_bekend\n"
        "2024;2024;Werkprogramma 2024;scherp;2021-2024;1 september 2023;18-9-2023;2023-09-22;"
        'ABC-1/24;Waar het over gaat.;"https://x.nl/a; https://x.nl/b";alle\n'
    )
    assert stored(text, "werkprogrammas") == ["nieuw"]
    made = WorkProgramme.objects.get()
    assert (made.slug, made.title, made.motto, made.perspective, made.letter, made.publish_at) == (
        "2024", "Werkprogramma 2024", "scherp", frame, letter, None,
    )  # fmt: skip
    assert [str(day) for day in (made.adopted_on, made.published_on, made.offered_on)] == [
        "2023-09-01", "2023-09-18", "2023-09-22",
    ]  # fmt: skip
    assert (made.sources, made.coverage) == (["https://x.nl/a", "https://x.nl/b"], "alle")
    again = text.replace("scherp", "anders").replace("eerste_jaar", "adres;eerste_jaar", 1)
    again = again.replace("\n2024;", "\n/werkprogrammas/2024/;2024;")
    assert stored(again, "werkprogrammas") == ["gewijzigd"]
    made.refresh_from_db()
    assert made.motto == "anders"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2024;2024;2031-2034;", ["meerjarenperspectief", "Dit record bestaat niet."]),
        ("2024;2024;;onbekend", ["aanbiedingsbrief", "Dit record bestaat niet."]),
        ("2025;2025;2021-2024;",
         ["meerjarenperspectief", "De jaren vallen buiten de jaren van het perspectief "
          "(2021-2024)."]),
        ("2024;2023;;", ["laatste jaar", "Het laatste jaar ligt voor het eerste jaar."]),
        ("1024;2024;;", ["eerste jaar", "Geef een jaar van 1990 tot en met 2100."]),
        ("2023;2023;;", ["eerste jaar", "Dit staat er al; geef het adres ervan."]),
        ("x;2024;;", ["eerste jaar", "Waarde van ‘x’ moet een geheel getal zijn."]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_programme_is_told(frame, row, problem):
    factories.ProgrammeFactory(first_year=2023)
    text = f"eerste_jaar;laatste_jaar;perspectief;brief\n{row}\n"
    ((outcome, problems),) = outcomes(text, "werkprogrammas")
    assert (outcome, problems[0]) == ("fout", problem)
    assert WorkProgramme.objects.count() == 1


def test_goals_come_with_their_perspective_and_elaborations_with_their_programme(frame):
    # An earlier perspective has a goal with the same title.
    factories.GoalFactory(title="scherp houden", perspective__first_year=2017,
        perspective__last_year=2020)  # fmt: skip
    programme = factories.ProgrammeFactory(first_year=2023, perspective=frame, publish_at=None)
    goals = "titel,perspectief,volgorde,uitleg\nlerend vermogen,2021-2024,2,Van fouten leren.\n"
    assert stored(goals, "doelen") == ["nieuw"]
    made = Goal.objects.get(title="lerend vermogen")
    assert (made.perspective, made.position, made.slug) == (frame, 2, "lerend-vermogen")
    text = (
        "werkprogramma,doel,uitwerking\n"
        "2023,Scherp  houden,Zo houden wij scherp.\n"
        "/werkprogrammas/2023/,lerend-vermogen,Zo leren wij.\n"
    )
    assert stored(text, "uitwerkingen") == ["nieuw", "nieuw"]
    assert list(programme.focuses.values_list("goal__title", "text")) == [
        ("scherp houden", "Zo houden wij scherp."),
        ("lerend vermogen", "Zo leren wij."),
    ]
    focus = programme.focuses.get(goal=made)
    assert stored(f"id,uitwerking\n{focus.pk},Anders.\n", "uitwerkingen") == ["gewijzigd"]
    focus.refresh_from_db()
    assert focus.text == "Anders."


@pytest.mark.parametrize(
    ("kind", "row", "problem"),
    [
        ("doelen", "titel,perspectief,volgorde\nnieuw,2031-2034,2",
         ["meerjarenperspectief", "Dit record bestaat niet."]),
        ("doelen", "titel,perspectief,volgorde\nnieuw,,2",
         ["meerjarenperspectief", "Dit veld mag niet leeg zijn."]),
        ("doelen", "titel,perspectief,volgorde\nscherp houden,2021-2024,2",
         ["titel", "Dit staat er al; geef het adres ervan."]),
        ("doelen", "titel,perspectief,volgorde\nnieuw,2021-2024,1",
         ["volgorde", "Een ander doel staat al op deze plaats in het perspectief."]),
        ("uitwerkingen", "werkprogramma,doel,uitwerking\n2023,onbekend,tekst",
         ["doel", "Dit record bestaat niet."]),
        ("uitwerkingen", "werkprogramma,doel,uitwerking\n2023,ander doel,tekst",
         ["doel", "Dit doel hoort bij een ander perspectief dan het werkprogramma."]),
        ("uitwerkingen", "werkprogramma,doel,uitwerking\n2023,scherp houden,",
         ["uitwerking", "Dit veld kan niet leeg zijn"]),
        ("uitwerkingen", "id,uitwerking\n999999,tekst", ["nummer", "Dit record bestaat niet."]),
        ("bijstellingen", "werkprogramma,datum\n2031,2024-05-01",
         ["werkprogramma", "Dit record bestaat niet."]),
        ("bijstellingen", "werkprogramma,reden\n2023,zomaar",
         ["aanleiding", "“zomaar” is geen van de keuzes. Kies uit: actualiteit, "
          "risico-inschatting, incident, overig."]),
        ("toezichtgebieden", "naam,groep\nnieuw,onbekend",
         ["groep van toezichtgebieden", "Dit record bestaat niet."]),
        ("toezichtgebieden", "naam\njeugd", ["naam", "Dit staat er al; geef het adres ervan."]),
        ("ondertekenaars", "naam,ambt\nA. Bee,Minister",
         ["naam", "Deze ondertekenaar met dit ambt staat al in het register."]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_its_cell(frame, kind, row, problem):
    factories.ProgrammeFactory(first_year=2023, perspective=frame, publish_at=None)
    factories.GoalFactory(
        title="ander doel", perspective__first_year=2017, perspective__last_year=2020
    )
    factories.FieldFactory(name="jeugd")
    factories.SignatoryFactory(name="A. Bee", office="Minister")
    ((outcome, problems),) = outcomes(f"{row}\n", kind)
    assert (outcome, problems) == ("fout", [problem])


def test_rows_about_one_new_record_are_told(frame):
    text = "eerste_jaar,laatste_jaar\n2022,2022\n2022,2022\n"
    assert outcomes(text, "werkprogrammas")[1] == (
        "fout", [["", "Rij 2 gaat over hetzelfde record."]],
    )  # fmt: skip


def test_fields_signatories_and_adjustments_are_made(frame):
    group = factories.FieldGroupFactory(name="jeugd en straf")
    assert stored("naam,groep\nJeugd,Jeugd en straf\n", "toezichtgebieden") == ["nieuw"]
    field = SupervisionField.objects.get()
    assert (field.name, field.slug, field.group) == ("Jeugd", "jeugd", group)
    text = "naam,ambt,in_functie_vanaf\nA. Bee,Minister,2020-01-01\n"
    assert stored(text, "ondertekenaars") == ["nieuw"]
    assert Signatory.objects.values_list("slug", "office", "publish_at").get() == (
        "a-bee", "Minister", None,
    )  # fmt: skip
    programme = factories.ProgrammeFactory(first_year=2023, perspective=frame, publish_at=None)
    text = "werkprogramma,datum,reden,uitleg\n2023,2023-05-01,Incident,Later.\n"
    assert stored(text, "bijstellingen") == ["nieuw"]
    made = Adjustment.objects.get()
    assert (made.programme, made.reason, made.slug) == (programme, "incident", "2023-2023-05-01")
    assert outcomes(text, "bijstellingen") == [
        ("fout", [["uitleg", "Dit staat er al; geef het adres ervan."]])
    ]


def test_what_is_public_changes_with_a_note_by_a_publicist_only(frame):
    perspective = factories.PerspectiveFactory(first_year=2016, last_year=2020)
    public = factories.ProgrammeFactory(first_year=2016, perspective=perspective)
    text = f"adres,motto\n{public.slug},nieuw\n"

    def not_public(record):
        return not record.has_been_public

    for kind, rows, label in (
        ("werkprogrammas", text, "adres"),
        ("doelen", "titel,perspectief,volgorde\nnieuw,2016-2020,1\n", "meerjarenperspectief"),
        ("uitwerkingen", "werkprogramma,doel,uitwerking\n2016,scherp houden,x\n", "werkprogramma"),
    ):
        sheet = bring_in(upload(rows), kind, may_change=not_public)
        told = "Alleen een publicist wijzigt wat openbaar of ingepland is."
        assert sheet.rows.get().problems == [[label, told]]
        assert sheet.rows.get().is_public
    assert stored(text, "werkprogrammas", note="Het motto ontbrak.") == ["gewijzigd"]
    assert list(PublicChange.objects.values_list("note", flat=True)) == ["Het motto ontbrak."]
    assert (Goal.objects.count(), GoalFocus.objects.count()) == (1, 0)


def test_nothing_is_stored_when_one_row_names_what_is_not_there(frame):
    text = "titel,eerste_jaar,laatste_jaar,brief\nA,2025,2028,\nB,2029,2032,onbekend\n"
    assert outcomes(text, "meerjarenperspectieven") == [
        ("nieuw", []),
        ("fout", [["aanbiedingsbrief", "Dit record bestaat niet."]]),
    ]
    assert (Perspective.objects.count(), Letter.objects.count()) == (1, 0)
