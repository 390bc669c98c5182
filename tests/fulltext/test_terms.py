import pytest

from programmes.fulltext.numbers import labels_of
from programmes.fulltext.terms import Term, terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        (' - "" ?! ', []),
        ("politie jeugd", [Term("politie", 1), Term("jeugd", 2)]),
        ("politie OF jeugd asiel", [Term("politie", 1), Term("jeugd", 1), Term("asiel", 2)]),
        ("OF politie of jeugd OF", [Term("politie", 1), Term("jeugd", 1)]),
        ("politie EN jeugd AND", [Term("politie", 1), Term("jeugd", 2)]),
        ('"lerend vermogen"', [Term("lerend vermogen", 1, phrase=True)]),
        ("„lerend vermogen” x", [Term("lerend vermogen", 1, phrase=True), Term("x", 2)]),
        ('een "open eind', [Term("een", 1), Term("open eind", 2, phrase=True)]),
        ("politie -jeugd", [Term("politie", 1), Term("jeugd", 2, excluded=True)]),
        ('-"van de" politie', [Term("van de", 1, excluded=True, phrase=True), Term("politie", 2)]),
        ("politie OF -jeugd", [Term("politie", 1), Term("jeugd", 2, excluded=True)]),
        ("jeugd-strafrecht", [Term("jeugd strafrecht", 1)]),
        ("veiligheidsregio's", [Term("veiligheidsregio s", 1)]),
        ("2018 - 2020", [Term("2018", 1), Term("2020", 2)]),
    ],
)
def test_what_people_type_becomes_terms(text, terms):
    assert terms_of(text) == terms


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("politie en jeugd", []),
        ("4896050", ["kenmerk:4896050"]),
        ("2021-2024", ["kenmerk:20212024"]),
        ("34775-VI-21", ["kamerstuk:34775-VI-21", "kenmerk:34775vi21"]),
        (
            "zie 34 775 VI, nr. 21",
            ["kamerstuk:34775-VI-21", "kenmerk:21", "kenmerk:34", "kenmerk:775",
             "kenmerk:zie34775vinr21"],
        ),
        ("34775VI21", ["kamerstuk:34775-VI-21", "kenmerk:34775vi21"]),
        ("kst-33328-AI", ["kamerstuk:33328-AI", "kenmerk:kst33328ai"]),
    ],
)  # fmt: skip
def test_numbers_are_read_in_any_spelling(text, labels):
    assert labels_of(text) == labels
