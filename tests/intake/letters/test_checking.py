"""A letter that cannot be stored shows its errors before anything is stored."""

import pytest

from programmes.intake.letters.checking import Check, as_submitted
from programmes.intake.letters.parsing import parse
from tests import factories


@pytest.fixture
def check(db, letter_text):
    """Return a function that checks the letter, with some of its words replaced."""

    def look(*replaced, sent=None, **options):
        text = letter_text
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        parsed = parse([text])
        return Check(parsed, as_submitted(parsed) | (sent or {}), **options)

    return look


def test_a_letter_without_conflicts_is_valid(check):
    assert (check().is_valid(), check().problems()) == (True, [])


def test_a_reference_that_is_in_use(check):
    factories.LetterFactory(reference="4896050")
    assert check().problems() == ["Kenmerk: Er is al een brief met dit kenmerk."]


def test_a_document_that_another_letter_offered(check):
    factories.ProgrammeFactory(
        perspective=factories.PerspectiveFactory(),
        letter=factories.LetterFactory(reference="1", subject="Eerder"),
    )
    assert check(may_publish=True).problems() == [
        "eerste jaar: Werkprogramma 2024 is al aangeboden met een andere brief: Eerder (1)."
    ]


def test_a_year_outside_the_perspective(check):
    frame = factories.PerspectiveFactory()
    in_2026 = ("het Werkprogramma 2024", "het Werkprogramma 2026")
    outside = check(in_2026, sent={"perspective": str(frame.pk)})
    assert outside.problems() == [
        "meerjarenperspectief: De jaren vallen buiten de jaren van het perspectief (2021-2024)."
    ]


def test_another_perspective_than_the_programme_has(check):
    factories.ProgrammeFactory(
        perspective=factories.PerspectiveFactory(first_year=2023, last_year=2026, title="Koers"),
        publish_at=None,
    )
    assert check().problems() == [
        "meerjarenperspectief: In het register hoort Werkprogramma 2024 bij Koers."
    ]


def test_a_programme_that_is_public_is_for_a_publicist(check):
    factories.ProgrammeFactory(perspective=factories.PerspectiveFactory())
    assert check(may_publish=True).problems() == []
    assert check().problems() == [
        "eerste jaar: Werkprogramma 2024 is openbaar: een publicist kan de brief eraan koppelen."
    ]


def test_an_adjustment_of_a_programme_that_is_unknown(check):
    adjusts = check(("het Werkprogramma 2024 aan", "de bijstelling van het Werkprogramma 2024 aan"))
    assert adjusts.problems() == [
        "eerste jaar: Er is geen werkprogramma van deze jaren om bij te stellen."
    ]


def test_somebody_who_signs_without_a_name(check):
    assert check(("D. Yeşilgöz-Zegerius", "")).problems() == [
        "naam: Kies wie de brief ondertekent."
    ]


def test_what_is_known_and_what_is_new_is_marked(check):
    known = factories.SignatoryFactory(name="D. Yeşilgöz-Zegerius")
    found = check()
    assert found.form.perspective_is_new
    assert [line.mark for line in found.lines] == ["known", "", ""]
    assert found.lines[0]["signatory"].value() == known.pk
    frame = factories.PerspectiveFactory()
    goal = factories.GoalFactory(perspective=frame, title="Stimuleren van veerkracht")
    found = check()
    assert not found.form.perspective_is_new
    assert found.form.known_goals() == [
        ("stimuleren van veerkracht", goal),
        ("bevorderen van hun lerend vermogen", None),
    ]


def test_a_person_who_sends_nonsense_gets_the_form_back(check):
    nonsense = check(sent={"kind": "x", "perspective": "99", "first_year": "nul"})
    assert not nonsense.is_valid()
    assert set(nonsense.form.errors) == {"kind", "perspective", "first_year"}


TERM = (
    "het Werkprogramma 2024 aan.",
    "het Werkprogramma 2024 aan. Het rapport verschijnt in het najaar.",
)


def test_a_term_is_shown_with_the_days_it_stands_for(check):
    factories.PlanningFactory(
        activity__title="Onderzoek naar wachtlijsten",
        programme=factories.ProgrammeFactory(first_year=2023, last_year=2023),
    )
    found = check(TERM)
    assert found.is_valid()
    (term,) = found.terms
    assert (term["words"].value(), term["kind"].value()) == ("in het najaar", "rapport")
    assert term.days == "1 september 2023 tot en met 30 november 2023"
    assert [label for _key, label in term.fields["activity"].choices] == [
        "deze termijn niet opslaan",
        "Onderzoek naar wachtlijsten (2023)",
    ]


def test_words_without_days_and_a_term_without_words(check):
    activity = factories.ActivityFactory(publish_at=None)
    found = check(TERM, sent={"term-0-words": "zo spoedig mogelijk"})
    assert (found.is_valid(), found.terms[0].days) == (True, "")
    found = check(TERM, sent={"term-0-words": " ", "term-0-activity": str(activity.pk)})
    assert found.problems() == ["termijn in woorden: Geef de termijn in de woorden van de bron."]


def test_an_activity_that_is_public_is_for_a_publicist(check):
    activity = factories.ActivityFactory(title="Wachtlijsten")
    sent = {"term-0-activity": str(activity.pk)}
    assert check(TERM, sent=sent, may_publish=True).problems() == []
    assert check(TERM, sent=sent).problems() == [
        "toezichtactiviteit: Wachtlijsten is openbaar: een publicist kan de brief eraan koppelen."
    ]


def test_somebody_in_the_register_is_known_with_space_around_the_office(check):
    signatory = factories.SignatoryFactory(name="K. Smit", office="Minister van Financiën")
    typed = {"form-0-name": " dr. K. Smit", "form-0-office": "Minister van Financiën "}
    line = check(sent={**typed, "form-0-signatory": ""}).lines[0]
    assert (line.mark, line.known, line.is_valid()) == ("known", signatory, True)
    assert line.signature.signatory == signatory
    other = factories.SignatoryFactory(name="L. Kok", office="Minister van Financiën")
    line = check(sent={**typed, "form-0-signatory": str(other.pk)}).lines[0]
    assert (line.mark, line.known) == ("known", None)


def test_a_name_and_an_office_with_a_sign_that_cannot_be_stored(check):
    sent = {"form-0-name": "K.\x00 Smit", "form-0-office": "Minister\x00", "form-0-signatory": ""}
    found = check(sent=sent)
    assert (found.is_valid(), found.lines[0].known) == (False, None)
