"""Which days a term stands for. Without another day, terms are told on 15 May 2024."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from programmes.period import Period, due_kind, period_in_words, period_of
from programmes.period.reference import page
from programmes.period.rules import RELATIVE, RULES, recess_begins

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "terms.md"
TOLD_ON = date(2024, 5, 15)


def days(words, told_on=TOLD_ON):
    """Return the days of a term as text: "2024-06-01 2024-08-31"."""
    period = period_of(words, told_on)
    return period and " ".join(map(str, period))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 mei 2024", "2024-05-03 2024-05-03"),
        ("2024-05-03", "2024-05-03 2024-05-03"),
        ("3-5-2024", "2024-05-03 2024-05-03"),
        ("vrijdag 3 mei 2024", "2024-05-03 2024-05-03"),
        ("mei 2024", "2024-05-01 2024-05-31"),
        ("febr. 2023", "2023-02-01 2023-02-28"),
        ("feb. 2024", "2024-02-01 2024-02-29"),
        ("vierde kwartaal 2024", "2024-10-01 2024-12-31"),
        ("1e kwartaal 2019", "2019-01-01 2019-03-31"),
        ("Q4 2024", "2024-10-01 2024-12-31"),
        ("2024-Q4", "2024-10-01 2024-12-31"),
        ("K3 2019", "2019-07-01 2019-09-30"),
        ("laatste kwartaal van 2024", "2024-10-01 2024-12-31"),
        ("najaar 2025", "2025-09-01 2025-11-30"),
        ("lente 2025", "2025-03-01 2025-05-31"),
        ("winter 2024-2025", "2024-12-01 2025-02-28"),
        ("winter 2024/2026", None),
        ("winter 2024", None),
        ("eerste helft van 2024", "2024-01-01 2024-06-30"),
        ("tweede halfjaar 2023", "2023-07-01 2023-12-31"),
        ("2019", "2019-01-01 2019-12-31"),
        ("heel 2019", "2019-01-01 2019-12-31"),
        ("in de loop van het jaar 2019", "2019-01-01 2019-12-31"),
    ],
)
def test_a_term_with_a_year(words, expected):
    assert days(words) == days(words, None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("begin 2025", "2025-01-01 2025-04-30"),
        ("medio 2018", "2018-05-01 2018-08-31"),
        ("halverwege 2018", "2018-05-01 2018-08-31"),
        ("eind 2025", "2025-09-01 2025-12-31"),
        ("begin mei 2024", "2024-05-01 2024-05-10"),
        ("medio mei 2024", "2024-05-11 2024-05-20"),
        ("einde mei 2024", "2024-05-21 2024-05-31"),
        ("eind februari 2023", "2023-02-21 2023-02-28"),
        ("begin vierde kwartaal 2024", "2024-10-01 2024-10-31"),
        ("eind zomer 2024", "2024-08-01 2024-08-31"),
        ("medio tweede halfjaar 2024", "2024-09-01 2024-10-31"),
        ("tweede helft van mei 2024", "2024-05-16 2024-05-31"),
        ("eerste helft van het najaar 2024", None),
        ("begin 3 mei 2024", None),
        ("begin voor 2024", None),
    ],
)
def test_the_beginning_middle_and_end(words, expected):
    assert days(words) == days(words, None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2018-2020", "2018-01-01 2020-12-31"),
        ("2018 – 2020", "2018-01-01 2020-12-31"),
        ("2018 t/m 2020", "2018-01-01 2020-12-31"),
        ("van 2018 tot en met 2020", "2018-01-01 2020-12-31"),
        ("einde 2018/1e kwartaal 2019", "2018-09-01 2019-03-31"),
        ("mei of juni 2024", "2024-05-01 2024-06-30"),
        ("november-februari 2025", "2024-11-01 2025-02-28"),
        ("november 2024 tot februari", "2024-11-01 2025-02-28"),
        ("tussen 1 mei en 1 juli 2024", "2024-05-01 2024-07-01"),
        ("3e/4e kwartaal 2018", "2018-07-01 2018-12-31"),
        ("mei-2024", "2024-05-01 2024-05-31"),
        ("mei 2024 en oktober 2024", None),
        ("mei 2024 oktober 2024", None),
        ("eind 2019 tot begin 2018", None),
        ("start 2018, gereed 2019", None),
    ],
)
def test_two_terms(words, expected):
    assert days(words) == days(words, None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mei", "2024-05-01 2024-05-31"),
        ("april", "2025-04-01 2025-04-30"),
        ("22 september", "2024-09-22 2024-09-22"),
        ("14 mei", "2025-05-14 2025-05-14"),
        ("voorjaar", "2024-03-01 2024-05-31"),
        ("winter", "2024-12-01 2025-02-28"),
        ("tweede halfjaar", "2024-07-01 2024-12-31"),
        ("K3", "2024-07-01 2024-09-30"),
        ("eind april", "2025-04-21 2025-04-30"),
        ("november tot februari", "2024-11-01 2025-02-28"),
    ],
)
def test_a_term_without_a_year_is_the_next_one_that_is_not_over(words, expected):
    assert days(words) == expected
    assert days(words, None) is None


def test_a_winter_that_began_last_year_is_not_over():
    assert days("winter", date(2025, 2, 28)) == "2024-12-01 2025-02-28"
    assert days("deze winter", date(2025, 2, 28)) == "2024-12-01 2025-02-28"
    assert days("komende winter", date(2025, 2, 28)) == "2025-12-01 2026-02-28"


@pytest.mark.parametrize(
    ("words", "expected", "without_a_day"),
    [
        ("voor 1 juli 2024", "2024-05-15 2024-06-30", "2024-01-01 2024-06-30"),
        ("vóór 1 juli 2023", "2023-01-01 2023-06-30", "2023-01-01 2023-06-30"),
        ("voor 2025", "2024-05-15 2024-12-31", "2024-01-01 2024-12-31"),
        ("voor eind 2024", "2024-05-15 2024-12-31", "2024-01-01 2024-12-31"),
        ("voor het einde van het jaar", "2024-05-15 2024-12-31", None),
        ("uiterlijk 30 juni 2024", "2024-05-15 2024-06-30", "2024-01-01 2024-06-30"),
        ("uiterlijk medio 2025", "2024-05-15 2025-08-31", "2025-01-01 2025-08-31"),
        ("niet later dan juni", "2024-05-15 2024-06-30", None),
        ("later dit jaar", "2024-05-15 2024-12-31", None),
        ("voor de zomer", "2024-05-15 2024-07-04", None),
        ("nog voor de zomer van 2025", "2024-05-15 2025-07-03", "2025-01-01 2025-07-03"),
        ("uiterlijk voor het zomerreces", "2024-05-15 2024-07-04", None),
        ("voor het kerstreces", "2024-05-15 2024-12-19", None),
        ("na de zomer", "2024-09-01 2024-11-30", None),
        ("voor het reces", None, None),
        ("tot 1 juli 2024", None, None),
        ("vanaf 2024", None, None),
        ("niet voor 2025", None, None),
    ],
)
def test_a_term_with_an_end(words, expected, without_a_day):
    assert days(words) == expected
    assert days(words, None) == without_a_day


@pytest.mark.parametrize(
    ("summer", "christmas"),
    [
        (date(2018, 7, 6), date(2018, 12, 21)),
        (date(2019, 7, 5), date(2019, 12, 20)),
        (date(2022, 7, 8), date(2022, 12, 23)),
        (date(2023, 7, 7), date(2023, 12, 22)),
        (date(2024, 7, 5), date(2024, 12, 20)),
    ],
)
def test_the_recess_begins_when_it_began(summer, christmas):
    """Source: the lists of recesses of the House."""
    assert recess_begins(summer.year, "zomer") == summer
    assert recess_begins(summer.year, "kerst") == christmas


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("binnen zes weken", "2024-05-15 2024-06-26"),
        ("binnen 42 dagen", "2024-05-15 2024-06-26"),
        ("binnen één maand", "2024-05-15 2024-06-15"),
        ("binnen een half jaar", "2024-05-15 2024-11-15"),
        ("over tien dagen", "2024-05-25 2024-05-25"),
        ("over twee weken", "2024-05-27 2024-06-02"),
        ("over drie maanden", "2024-08-01 2024-08-31"),
        ("over een jaar", "2025-01-01 2025-12-31"),
        ("deze week", "2024-05-13 2024-05-19"),
        ("volgende maand", "2024-06-01 2024-06-30"),
        ("eind deze maand", "2024-05-21 2024-05-31"),
        ("dit kwartaal", "2024-04-01 2024-06-30"),
        ("dit jaar", "2024-01-01 2024-12-31"),
        ("het hele jaar", "2024-01-01 2024-12-31"),
        ("volgend jaar", "2025-01-01 2025-12-31"),
        ("zomer van volgend jaar", "2025-06-01 2025-08-31"),
        ("deze zomer", "2024-06-01 2024-08-31"),
        ("komend voorjaar", "2025-03-01 2025-05-31"),
        ("volgend voorjaar", "2025-03-01 2025-05-31"),
        ("begin dit jaar", None),
        ("dit jaar in april", None),
        ("komend jaar", None),
        ("binnen enkele weken", None),
        ("binnen zes weken na ontvangst", None),
        ("over 2019", None),
    ],
)
def test_a_term_that_counts_from_the_day_it_was_told(words, expected):
    assert days(words) == expected
    assert days(words, None) is None


@pytest.mark.parametrize(
    "words",
    [
        "naar verwachting in 2018",
        "start in 2018, als de wet er dan is",
        "gepland voor 2018 (onder voorbehoud van capaciteit)",
        "Verschijnt rond 2018.",
        "onderzoek gereed in de loop van 2018",
        "2018, mits het onderzoek in 2017 begint",
    ],
)
def test_verbs_and_conditions_change_nothing(words):
    assert days(words, None) == "2018-01-01 2018-12-31"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "-",
        "doorlopend",
        "jaarlijks",
        "per jaar",
        "per kwartaal",
        "eerste jaar",
        "zo spoedig mogelijk",
        "31 februari 2024",
        "in 1848",
    ]
    + ["3 13 2024", "13-13-2024", "kwartaal 5", "2024" * 60, "'24", "ergens in 2024"],
)
def test_words_that_are_not_known_are_no_term(words):
    assert days(words) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("medio 2018 gereed", "afronding"),
        ("afgerond in het najaar", "afronding"),
        ("verschijnt in 2024", "rapport"),
        ("Rapport: eind 2025", "rapport"),
        ("publicatie najaar 2025", "rapport"),
        ("start in 2018", "start"),
        ("begint in mei", "start"),
        ("reactie voor de zomer", "beleidsreactie"),
        ("beleidsreactie op het rapport", "beleidsreactie"),
        ("rapport gereed medio 2018", "rapport"),
        ("start in 2018, gereed in 2019", None),
        ("begin 2024", None),
        ("2019", None),
        ("een herstart", None),
    ],
)
def test_what_is_due(words, kind):
    assert due_kind(words) == kind


def test_the_page_has_every_rule():
    assert PAGE.read_text(encoding="utf-8") == page(), 'run: make manage do="terms"'


def test_the_command_writes_the_page(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    call_command("terms")
    assert (tmp_path / "docs" / "reference" / "terms.md").read_text("utf-8") == page()


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
EXAMPLES = [example for rule in RELATIVE + RULES for example in rule.examples]
PIECES = [*" ".join(EXAMPLES).split(), "en", "tot", "en met", "/", "-", "q", "als", "helft", "99"]
ALMOST_TERMS = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
TEXTS = st.text() | ALMOST_TERMS


@given(TEXTS, st.none() | st.dates())
def test_any_text_gives_a_period_in_order_or_none(words, told_on):
    period = period_of(words, told_on)
    assert period is None or period.first <= period.last


@given(DAYS, DAYS)
def test_a_period_in_words_is_the_same_period(one, other):
    period = Period(min(one, other), max(one, other))
    assert period_of(period_in_words(period)) == period


@given(ALMOST_TERMS, DAYS)
def test_a_period_that_counts_from_a_day_does_not_end_before_it(words, told_on):
    if period_of(words) is None and (period := period_of(words, told_on)):
        assert period.last >= told_on


@given(ALMOST_TERMS, DAYS)
def test_capitals_and_spaces_do_not_matter(words, told_on):
    spaced = f"  {words.upper()}\n".replace(" ", "  ")
    assert period_of(spaced, told_on) == period_of(words, told_on)
