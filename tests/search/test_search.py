"""Results of the search and their order."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from programmes.models import DocumentPage, Letter, SearchEntry, Signatory, WorkProgramme
from programmes.models.document_page import WITH_DOCUMENT
from programmes.search import search
from tests import factories
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db
Kind = SearchEntry.Kind


def activity(title, **options):
    return factories.ActivityFactory(title=title, **options)


@pytest.mark.parametrize(
    "question", ["yesilgoz", "Yeşilgöz", "YEŞILGÖZ", "yesil", "Yes\u0327ilgo\u0308z"]
)
def test_accents_and_capitals_do_not_matter(question):
    factories.SignatoryFactory(name="D. Yeşilgöz-Zegerius")
    assert found(question) == ["D. Yeşilgöz-Zegerius"]


@pytest.mark.parametrize(
    "question", ["wachtlijst", "wachtlijsten", "wacht", "jeugd", "strafrechtketen wachtlijsten"]
)
def test_a_word_is_found_in_its_forms_and_by_its_beginning(question):
    activity("wachtlijsten in de jeugdzorg en de strafrechtketen")
    activity("beveiliging van rechtbanken")
    assert found(question) == ["wachtlijsten in de jeugdzorg en de strafrechtketen"]


def test_a_word_is_found_while_it_is_typed():
    activity("beveiliging van rechtbanken")
    word = "beveiliging"
    assert {tuple(found(word[:length])) for length in range(3, len(word) + 1)} == {
        ("beveiliging van rechtbanken",)
    }


@pytest.mark.parametrize(
    "question",
    [
        "34775-VI-21",
        "34 775 VI, nr. 21",
        "34 775-VI nr 21",
        "kst-34775-VI-21",
        "KST-34775-vi-21",
        "Kamerstuk 34 775 VI, nr. 21",
        "34.775 [VI] nr. 21",
        "34775VI21",
        "48960-50/B",
        "4896050b",
        "kenmerk 4896050B",
    ],
)
def test_a_number_in_any_spelling_comes_first(question):
    factories.ActivityFactory(title="34775 VI nr 21 kst kenmerk 4896050b 48960 50 b kamerstuk")
    factories.LetterFactory(
        subject="Werkprogramma 2018",
        reference="48960-50/B",
        kamerstuk_dossier="34775",
        kamerstuk_suffix="VI",
        kamerstuk_number="21",
    )
    assert found(question)[0] == "Werkprogramma 2018"
    assert ask(question).results[0].exact


def test_a_number_without_chapter_is_found():
    factories.LetterFactory(
        subject="Brief", kamerstuk_dossier="36149", kamerstuk_number="4", reference=None
    )
    assert ask("36 149, nr. 4").results[0].exact
    assert ask("kst-36149-4").results[0].exact
    assert ask("36149-44").results == []


def test_words_between_quotes_stand_in_that_order():
    activity("lerend vermogen van organisaties")
    activity("vermogen van lerende organisaties")
    assert sorted(found("lerend vermogen")) == [
        "lerend vermogen van organisaties",
        "vermogen van lerende organisaties",
    ]
    assert found('"lerend vermogen"') == ["lerend vermogen van organisaties"]
    assert found("„lerend vermogen”") == ["lerend vermogen van organisaties"]
    assert found('"lerend vermogen') == ["lerend vermogen van organisaties"]


def test_a_minus_leaves_out():
    activity("politie en jeugd")
    activity("politie en asiel")
    assert found("politie -jeugd") == ["politie en asiel"]
    assert found('politie -"en asiel" -bestaatniet') == ["politie en jeugd"]


@pytest.mark.parametrize("operator", ["OF", "of", "OR", "or", "|"])
def test_or_asks_for_one_of_two(operator):
    activity("asiel in de keten")
    activity("migratie in de keten")
    activity("politie in de keten")
    assert sorted(found(f"asiel {operator} migratie keten")) == [
        "asiel in de keten",
        "migratie in de keten",
    ]


@pytest.mark.parametrize("operator", ["EN", "AND", "&"])
def test_and_says_what_holds_anyway(operator):
    activity("asiel in de keten")
    activity("migratie in de keten")
    assert found(f"asiel {operator} keten") == ["asiel in de keten"]


def test_a_hyphen_between_words_is_no_minus():
    activity("jeugd-strafrecht")
    assert found("jeugd-strafrecht") == found("strafrecht jeugd") == ["jeugd-strafrecht"]


def test_everything_public_is_found():
    programme = factories.ProgrammeFactory(
        title="Werkprogramma 2024 komkommer",
        perspective=factories.PerspectiveFactory(motto="komkommer"),
    )
    goal = factories.GoalFactory(perspective=programme.perspective, explanation="komkommer")
    factories.GoalFocusFactory(programme=programme, goal=goal, text="Over de komkommer.")
    planned = activity("Toezicht op de komkommer")
    factories.LetterFactory(text="Geachte voorzitter, hierbij de komkommer.")
    report = factories.AnnualReportFactory(year=goal.perspective.first_year, summary="komkommer")
    factories.GoalResultFactory(report=report, goal=goal, text="De komkommer groeit.")
    adjustment = factories.AdjustmentFactory(programme=programme, explanation="komkommer")
    factories.EventFactory(activity=planned, adjustment=adjustment, note="Minder komkommer.")
    factories.SignatoryFactory(office="Minister van Komkommer")
    letter = factories.LetterFactory(reference="7")
    for kind, record in zip(WITH_DOCUMENT, (programme, letter, report), strict=True):
        DocumentPage.objects.create(kind=kind, record_id=record.pk, number=1, text="komkommer")
    # Of these the record is found, with the page.
    folded = {Kind.PROGRAMME_PAGE, Kind.REPORT_PAGE}
    assert {result.kind for result in ask("komkommer").results} == set(Kind) - folded


def test_what_follows_from_other_records_is_found():
    field = factories.FieldFactory(name="vreemdelingen")
    looked_into = activity("opvang")
    looked_into.fields.add(field)
    factories.EventFactory(activity=looked_into, title="Rapport Schiphol")
    factories.SignatureFactory(
        letter=factories.LetterFactory(subject="Aanbieding"),
        office="minister voor Rechtsbescherming",
    )
    assert found("vreemdelingen") == found("schiphol") == ["opvang"]
    assert found("rechtsbescherming") == ["Aanbieding"]


def test_a_title_weighs_more_than_a_text_and_a_programme_more_than_an_activity():
    activity("toezicht", summary="Over het werkprogramma van de politie.")
    activity("werkprogramma van de politie")
    factories.ProgrammeFactory(title="Werkprogramma 2024 politie")
    assert found("werkprogramma politie") == [
        "Werkprogramma 2024 politie",
        "werkprogramma van de politie",
        "toezicht",
    ]


def test_what_fits_as_well_stands_newest_first():
    for year in (2019, 2023, 2021):
        factories.AnnualReportFactory(year=year, title="Jaarbericht")
    assert [result.years for result in ask("jaarbericht").results] == [[2023], [2021], [2019]]


def test_words_are_marked_in_the_text_as_it_was_written():
    factories.SignatoryFactory(name="D. Yeşilgöz", office="Minister")
    activity(
        "toezicht", summary="De minister <b>Yeşilgöz</b> & de lerende organisatie. " + "tekst " * 90
    )
    signatory, looked_into = ask("yesilgoz").results
    assert signatory.title == [("D. ", False), ("Yeşilgöz", True)]
    (fragment,) = looked_into.fragments
    assert fragment[:3] == [
        ("De minister <b>", False),
        ("Yeşilgöz", True),
        ("</b> & de lerende organisatie. " + "tekst " * 20 + "tekst", False),
    ]
    assert fragment[-1] == ("…", False)


def test_facets_count_what_each_choice_gives():
    jeugd, politie = (factories.FieldFactory(name=name, slug=name) for name in ("jeugd", "politie"))
    programme = factories.ProgrammeFactory(first_year=2024)
    for field, title in [(jeugd, "keten a"), (jeugd, "keten b"), (politie, "keten c")]:
        looked_into = activity(title)
        looked_into.fields.add(field)
        factories.PlanningFactory(programme=programme, activity=looked_into)
    factories.AnnualReportFactory(year=2023, summary="keten")

    def counts(**choices):
        return {
            facet.key: {each.value: (each.count, each.chosen) for each in facet.choices}
            for facet in ask("keten", **choices).facets
        }

    assert counts() == {
        "soort": {"activiteiten": (3, False), "jaarberichten": (1, False)},
        "jaar": {"2024": (3, False), "2023": (1, False)},
        "gebied": {"jeugd": (2, False), "politie": (1, False)},
    }
    assert counts(gebied="jeugd") == {
        "soort": {"activiteiten": (2, False)},
        "jaar": {"2024": (2, False)},
        "gebied": {"jeugd": (2, True), "politie": (1, False)},
    }
    assert sorted(found("keten", gebied="jeugd", jaar="2024")) == ["keten a", "keten b"]
    assert found("keten", soort="jaarberichten") == ["Jaarbericht 2023"]
    assert counts(gebied="politie", jaar="2023")["gebied"] == {"politie": (0, True)}


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"soort": "alles"}, "Soort: Deze keuze bestaat niet."),
        ({"jaar": "abc"}, "Jaar: Geef een jaar van 1990 tot en met 2100."),
        ({"gebied": "nergens"}, "Toezichtgebied: Deze keuze bestaat niet."),
        ({"sortering": "x"}, "“sortering” is geen filter van deze lijst."),
        ({"pagina": "2"}, "Pagina “2” bestaat niet. De laatste pagina is 1."),
        (
            {"q": "a" * 201},
            "Woorden: Zorg dat deze waarde niet meer dan 200 tekens bevat (het zijn er nu 201).",
        ),
        ({"q": " ".join("abcdefghijklmnopqrstu")}, "Woorden: Gebruik ten hoogste 20 woorden."),
    ],
)
def test_what_cannot_be_asked_is_refused(choices, problem):
    activity("keten")
    parameters = QueryDict(mutable=True)
    parameters.update({"q": "keten"} | choices)
    answer = search(parameters)
    assert (answer.problems, answer.results) == ([problem], [])


@pytest.mark.parametrize(
    ("question", "advice"),
    [
        ("", []),
        ("?! -", ["Er staat geen woord of getal in deze vraag."]),
        ("de het", ["In bijna elke tekst staat “de, het”. Voeg een woord toe dat meer zegt."]),
        ('"van de"', ["In bijna elke tekst staat “van de”. Voeg een woord toe dat meer zegt."]),
        ("-politie", ["Hier wordt alleen iets weggelaten. Voeg een woord toe om naar te zoeken."]),
        ("de politie", []),
    ],
)
def test_a_question_that_finds_nothing_by_itself_is_explained(question, advice):
    activity("de politie van het land")
    assert ask(question).advice == advice


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("wachtljsten", "wachtlijsten"),
        ("yesiglöz", "yeşilgöz"),
        ("werkprogrma", "werkprogramma"),
        ("werkprogrma 2024", "werkprogramma 2024"),
        ("jeugt -asiel", "jeugd -asiel"),
        ("geheim", None),
        ("gehiem", None),
        ("qqqqqqqq", None),
    ],
)
def test_a_word_nobody_used_is_replaced_by_one_like_it(question, meant):
    activity("wachtlijsten en jeugd volgens Yeşilgöz")
    activity("geheim", publish_at=None)
    factories.ProgrammeFactory(title="Werkprogramma 2024")
    assert ask(question).suggestions.meant == meant


def test_a_compound_is_asked_in_two_words_when_one_text_has_both():
    activity("opvang van asielzoekers")
    activity("geweld")
    activity("politie")
    assert ask("asielopvang").suggestions.meant == "asiel opvang"
    assert ask("politiegeweld").suggestions.meant is None


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("asielketenonderzoek", "asiel keten onderzoek"),
        ("onderzoeksketenasiel", "onderzoek keten asiel"),
        ("asielketenonderzoek politie", "asiel keten onderzoek politie"),
        ("asielketenkomkommer", None),
    ],
)
def test_a_compound_of_three_is_asked_in_words_when_one_text_has_all(question, meant):
    activity("onderzoek in de keten van asiel")
    assert ask(question).suggestions.meant == meant


def test_the_words_of_a_compound_that_no_text_has_together_are_offered():
    activity("coördinatie in de keten")
    activity("asiel")
    activity("komkommer", publish_at=None)
    suggestions = ask("asielketencoördinatie").suggestions
    assert suggestions.meant is None
    assert suggestions.compounds == {"asielketencoördinatie": ["asiel", "keten", "coordinatie"]}
    assert suggestions.queries == ["asiel", "keten", "coordinatie"]
    assert ask("asielketenkomkommer").suggestions.compounds == {}


def test_of_a_compound_each_word_is_offered_once():
    activity("keten")
    activity("asiel")
    assert ask("ketenasielketen").suggestions.compounds == {"ketenasielketen": ["keten", "asiel"]}


def test_words_of_drafts_push_out_no_spelling_of_a_public_one():
    activity("rechtbank")
    for near in ("rechdbenk", "rechdbonk", "rechdbunk", "rechdbink"):
        activity(near, publish_at=None)
    assert ask("rechdbynk").suggestions.meant == "rechtbank"


def test_the_words_of_a_draft_change_no_suggestion():
    activity("onderzoek in de keten")
    activity("asiel")
    activity("asielketen ketenonderzoek asielketenonder zoek", publish_at=None)
    assert ask("asielketenonderzoek").suggestions.compounds == {
        "asielketenonderzoek": ["asiel", "keten", "onderzoek"]
    }


def test_of_three_words_that_are_not_together_one_is_left_out():
    activity("toezicht op de keten")
    activity("jeugd")
    suggestions = ask("jeugd toezicht keten").suggestions
    assert (suggestions.without, suggestions.one_of) == (
        "toezicht keten",
        "jeugd OF toezicht OF keten",
    )
    assert found(suggestions.without) == ["toezicht op de keten"]


def test_a_field_is_offered_by_a_word_of_its_name_and_by_a_synonym():
    for slug in ("gevangeniswezen", "nationale veiligheid", "terugkeer van vreemdelingen"):
        field = factories.FieldFactory(name=slug, slug=slug.replace(" ", "-"))
        field.activities.add(activity(slug))
    for question, name in (
        ("xyzzy detentie", "gevangeniswezen"),
        ("xyzzy veiligheid", "nationale veiligheid"),
        ("xyzzy van", None),
    ):
        fields = [each.name for each in ask(question).suggestions.fields]
        assert fields == [name] * bool(name)


def test_of_two_words_as_like_the_one_with_the_same_first_letter_was_meant():
    activity("molitie en polities")
    assert ask("politie").results
    assert ask("politiee").suggestions.meant == "polities"


@pytest.mark.parametrize(
    ("question", "unknown", "without", "one_of"),
    [
        ("keten qqqqqqqq", ["qqqqqqqq"], "keten", ""),
        ('keten "jeugd keten" x1 -asiel', ['"jeugd keten"', "x1"], "keten", ""),
        ("qqqqqqqq", ["qqqqqqqq"], "", ""),
        ("keten jeugd", [], "", "keten OF jeugd"),
        ("keten geheim", ["geheim"], "keten", ""),
    ],
)
def test_who_finds_nothing_learns_why_and_what_does_find(question, unknown, without, one_of):
    activity("keten")
    activity("jeugd")
    activity("geheim", publish_at=None)
    suggestions = ask(question).suggestions
    assert (suggestions.unknown, suggestions.without, suggestions.one_of) == (
        unknown,
        without,
        one_of,
    )
    assert not (without or one_of) or found(without or one_of)


def test_a_year_finds_what_was_planned_in_it():
    for year in (2023, 2024):
        programme = factories.ProgrammeFactory(first_year=year)
        looked_into = activity(f"politie {'abc'[year - 2023]}")
        factories.PlanningFactory(programme=programme, activity=looked_into)
    activity("politie in 2024 genoemd")
    assert found("politie 2024") == ["politie in 2024 genoemd", "politie b"]
    assert sorted(found("2023")) == ["Werkprogramma 2023", "politie a"]
    assert found("2023 OF 2024 politie -genoemd") == ["politie b", "politie a"]
    assert found('politie "2024"') == found("politie 2024 genoemd") == ["politie in 2024 genoemd"]
    WorkProgramme.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="Dubbel.")
    assert found("2023") == []


def test_a_name_finds_the_letters_of_who_is_named_so():
    signatory = factories.SignatoryFactory(name="D. Yeşilgöz-Zegerius")
    letter = factories.LetterFactory(subject="Aanbieding", date=date(2023, 9, 22))
    factories.SignatureFactory(letter=letter, signatory=signatory)
    factories.LetterFactory(subject="Andere", date=date(2023, 9, 23))
    assert found("yesilgoz") == ["D. Yeşilgöz-Zegerius", "Aanbieding"]
    assert found("brief yesilgoz 22 september 2023") == ["Aanbieding"]
    assert found('"22 september 2023"') == ["Aanbieding"]
    Signatory.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="Dubbel.")
    assert found("yesilgoz") == []


def test_words_for_kinds_of_things_and_events_are_known():
    factories.LetterFactory(subject="Aanbieding", date=date(2023, 9, 22))
    looked_into = activity("keten")
    factories.EventFactory(activity=looked_into, kind="plan_van_aanpak", title="")
    hidden = factories.AdjustmentFactory(publish_at=None)
    factories.EventFactory(
        activity=looked_into, kind="vervallen", title="", date=hidden.date, adjustment=hidden
    )
    assert found("kamerbrieven 2023") == ["Aanbieding"]
    assert found("plan van aanpak keten") == found("activiteit keten") == ["keten"]
    assert found("vervallen") == []


def test_a_long_list_has_pages():
    for number in range(25):
        activity(f"keten {number}")
    first, second = ask("keten"), ask("keten", pagina="2")
    assert (first.total, first.complete, len(first.results), len(second.results)) == (
        25,
        True,
        20,
        5,
    )
    assert {each.text for each in [*first.results, *second.results]} == {
        f"keten {number}" for number in range(25)
    }


def test_more_than_is_counted_is_said_to_be_more(monkeypatch):
    monkeypatch.setattr("programmes.fulltext.matching.MOST", 3)
    for number in range(3):
        factories.AnnualReportFactory(year=2020 + number, summary="keten")
    activity("keten")
    assert (ask("keten").total, ask("keten").complete) == (4, False)
    assert ask("keten", soort="activiteiten").complete


@pytest.mark.parametrize("question", ["OM", "samenwerking OM", '"OM"', "OM of IBAN"])
def test_an_abbreviation_that_is_a_stop_word_is_found(question):
    factories.ActivityFactory(title="samenwerking met het OM in de keten")
    factories.ActivityFactory(title="samenwerking om de keten te versterken")
    assert found(question) == ["samenwerking met het OM in de keten"]


def test_an_abbreviation_excludes_and_a_stop_word_stays_one():
    factories.ActivityFactory(title="keten van het OM")
    factories.ActivityFactory(title="keten om de politie")
    assert found("keten -OM") == ["keten om de politie"]
    assert found("om") == []


@pytest.mark.parametrize("question", ["31015", "31 015", "31.015", "31\u00a0015"])
@pytest.mark.parametrize("spelling", ["31015", "31 015", "31.015", "31\u00a0015"])
def test_the_number_of_a_dossier_is_found_in_any_spelling(question, spelling):
    factories.ActivityFactory(title="dit", summary=f"Zie Kamerstuk {spelling}, nr. 4.")
    factories.ActivityFactory(title="dat", summary="Van 31 personen zijn er 15 over.")
    assert found(question) == ["dit"]


@pytest.mark.parametrize("question", ["jeugd-tbs", "jeugdtbs", "Jeugd-TBS"])
@pytest.mark.parametrize("spelling", ["jeugd-tbs", "jeugdtbs"])
def test_a_word_is_found_with_and_without_its_hyphen(question, spelling):
    factories.ActivityFactory(title=f"de {spelling} onderzocht")
    assert found(question) == [f"de {spelling} onderzocht"]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "S. 't Hart-de Ruyter",
            ["'t Hart", "’t Hart", "t hart", "Hart-de Ruyter", "hart de ruyter"],
        ),
        ("K. d'Ancona", ["d'Ancona", "d’ancona", "ancona"]),
        ("Z. Şahin-IJzerman", ["sahin", "Şahin", "ijzerman", "IJzerman", "Sahin-IJzerman"]),
        ("opvang in 's-Hertogenbosch", ["'s-Hertogenbosch", "’s-hertogenbosch", "hertogenbosch"]),
        ("vertrek onder de DT&V", ["DT&V", "dt&v", "DT & V"]),
        ("uitval van C2000", ["C2000", "c2000", "c-2000"]),
    ],
)
def test_signs_in_names_do_not_matter(text, questions):
    activity(text)
    activity("toezicht op iets anders")
    assert {question: found(question) for question in questions} == dict.fromkeys(questions, [text])


KAMERSTUK = {"kamerstuk_dossier": "24587", "kamerstuk_number": "1071"}
SPELLINGS = ["24587 nr. 1071", "24 587, nr 1071", "24587-1071", "kst-24587-1071"]


@pytest.mark.parametrize("question", [*SPELLINGS, "1071", "kamerstuk 24587", "rapport 24587 1071"])
def test_a_report_is_found_by_its_kamerstuk(question):
    event = factories.EventFactory(activity__title="gevangenissen", kind="rapport", **KAMERSTUK)
    adjustment = factories.AdjustmentFactory()
    factories.EventFactory(activity=event.activity, adjustment=adjustment, kind="rapport")
    assert found(question) == ["gevangenissen"]


@pytest.mark.parametrize("question", SPELLINGS)
def test_a_change_is_found_by_its_kamerstuk(question):
    factories.EventFactory(adjustment=factories.AdjustmentFactory(), kind="rapport", **KAMERSTUK)
    assert [each.kind for each in ask(question).results] == [Kind.CHANGE]


@pytest.mark.parametrize("question", [*SPELLINGS, "kenmerk 4896050"])
def test_what_a_letter_offers_or_told_is_found_by_its_number_while_it_is_public(question):
    letter = factories.LetterFactory(reference="4896050", **KAMERSTUK)
    programme = factories.ProgrammeFactory(letter=letter)
    factories.AnnualReportFactory(letter=letter)
    factories.AdjustmentFactory(programme=programme, letter=letter)
    factories.ExpectationFactory(letter=letter)
    assert {each.kind for each in ask(question).results} == {
        Kind.LETTER, Kind.PROGRAMME, Kind.ANNUAL_REPORT, Kind.ADJUSTMENT, Kind.ACTIVITY,
    }  # fmt: skip
    Letter.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="Dubbel.")
    assert found(question) == []


def test_a_report_is_found_by_the_number_in_its_address():
    site = "https://zoek.officielebekendmakingen.nl"
    factories.EventFactory(activity__title="keten", url=f"{site}/blg-1041234.pdf")
    assert found("blg-1041234") == found("1041234") == ["keten"]


def test_a_letter_without_a_subject_is_named_after_its_date_and_number():
    factories.LetterFactory(subject="", date=date(2024, 9, 10), **KAMERSTUK)
    factories.LetterFactory(subject="", date=date(2024, 9, 11), reference="4896050")
    assert sorted(found("brief")) == [
        "Brief van 10 september 2024 (Kamerstuk 24 587, nr. 1071)",
        "Brief van 11 september 2024 (4896050)",
    ]


def test_a_word_that_is_found_by_a_year_or_a_name_is_not_unknown():
    programme = factories.ProgrammeFactory(first_year=2024)
    factories.PlanningFactory(programme=programme)
    assert ask("2024 xyzzy").suggestions.unknown == ["xyzzy"]
