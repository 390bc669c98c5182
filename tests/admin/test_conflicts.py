"""Two people edit the same record: the second one chooses per field, and nothing is lost."""

from itertools import product

import pytest

from programmes.admin.conflicts import Clash
from programmes.changes.for_staff import Field, version_of
from programmes.models import Expectation, Signature
from tests import factories
from tests.admin.forms import typed

BASE = "/beheer/programmes"


@pytest.fixture
def report(db):
    return factories.AnnualReportFactory(publish_at=None, title="Jaarbericht", sources=[])


@pytest.fixture
def letter(db):
    letter = factories.LetterFactory(publish_at=None)
    for office in ("Minister", "Staatssecretaris"):
        capacity = Signature.Capacity.ON_BEHALF_OF
        factories.SignatureFactory(letter=letter, office=office, signatory=None, capacity=capacity)
    return letter


def address(record):
    return f"{BASE}/{record._meta.model_name}/{record.pk}/change/"


def save(client, record, page, **given):
    return client.post(address(record), typed(page, **given))


def saved_between(client, record, mine, theirs):
    """Return the response to a form that was opened before somebody else saved `theirs`."""
    opened = client.get(address(record))
    assert save(client, record, opened, **theirs).status_code == 302
    return save(client, record, opened, **mine)


def stored(record, *names):
    record.refresh_from_db()
    return tuple(getattr(record, name) for name in names)


def offices(letter):
    return sorted(letter.signatures.values_list("office", flat=True))


def test_what_only_one_of_two_changed_needs_no_choice(as_redacteur, report):
    mine, theirs = {"title": "Mijn titel"}, {"summary": "Hun samenvatting."}
    second = saved_between(as_redacteur, report, mine, theirs)
    assert "Iemand anders heeft dit intussen opgeslagen." in second.text
    assert stored(report, "title", "summary") == ("Jaarbericht", "Hun samenvatting.")
    conflict = second.context["conflict"]
    assert [(each.who, each.fields) for each in conflict.theirs] == [
        ("riet", [Field("samenvatting", "Wat van het toezicht kwam.", "Hun samenvatting.")])
    ]
    assert conflict.clashes == []
    assert conflict.kept == [Field("Titel", "Jaarbericht", "Mijn titel")]

    assert save(as_redacteur, report, second).status_code == 302
    assert stored(report, "title", "summary") == ("Mijn titel", "Hun samenvatting.")


@pytest.mark.parametrize(("choice", "result"), [("theirs", "Hun titel"), ("mine", "Mijn titel")])
def test_what_both_changed_is_chosen(as_redacteur, report, choice, result):
    second = saved_between(as_redacteur, report, {"title": "Mijn titel"}, {"title": "Hun titel"})
    assert second.context["conflict"].clashes == [
        Clash("title", "Titel", "Hun titel", "Mijn titel")
    ]
    unanswered = save(as_redacteur, report, second)
    assert unanswered.status_code == 200
    assert [each.key for each in unanswered.context["conflict"].clashes] == ["title"]
    assert stored(report, "title") == ("Hun titel",)

    answered = save(as_redacteur, report, unanswered, **{"choice-title": choice})
    assert answered.status_code == 302
    assert stored(report, "title") == (result,)


def test_a_chosen_value_can_be_edited_first(as_redacteur, report):
    second = saved_between(as_redacteur, report, {"title": "Mijn"}, {"title": "Hun"})
    save(as_redacteur, report, second, **{"choice-title": "mine"}, title="Van ons samen")
    assert stored(report, "title") == ("Van ons samen",)


def test_the_same_change_of_both_is_no_choice(as_redacteur, report):
    second = saved_between(as_redacteur, report, {"title": "Nieuw"}, {"title": "Nieuw"})
    assert (second.context["conflict"].clashes, second.context["conflict"].kept) == ([], [])


def test_a_third_save_asks_again(as_redacteur, report):
    second = saved_between(as_redacteur, report, {"title": "Mijn"}, {"title": "Hun"})
    save(as_redacteur, report, as_redacteur.get(address(report)), title="Van een derde")
    third = save(as_redacteur, report, second, **{"choice-title": "mine"})
    assert third.context["conflict"].clashes == [Clash("title", "Titel", "Van een derde", "Mijn")]


def test_fields_of_rows_are_merged(as_redacteur, letter):
    second = saved_between(
        as_redacteur,
        letter,
        {"signatures-0-office": "Mijn minister"},
        {"signatures-1-office": "Hun staatssecretaris"},
    )
    assert [each.label for each in second.context["conflict"].kept] == [
        "Ondertekening “mede namens: Minister”: Ambt zoals gedrukt"
    ]
    assert save(as_redacteur, letter, second).status_code == 302
    assert offices(letter) == ["Hun staatssecretaris", "Mijn minister"]


def test_rows_that_either_added_stay(as_redacteur, letter):
    added = {"signatures-TOTAL_FORMS": 3, "signatures-2-capacity": Signature.Capacity.ON_BEHALF_OF}
    second = saved_between(
        as_redacteur,
        letter,
        added | {"signatures-2-office": "Mijn erbij", "signatures-2-position": 4},
        added | {"signatures-2-office": "Hun erbij", "signatures-2-position": 3},
    )
    assert save(as_redacteur, letter, second).status_code == 302
    assert offices(letter) == ["Hun erbij", "Mijn erbij", "Minister", "Staatssecretaris"]


def test_a_row_that_the_other_removed_goes_unless_it_was_changed(as_redacteur, letter):
    removed = {"signatures-0-DELETE": "on", "signatures-1-DELETE": "on"}
    second = saved_between(
        as_redacteur, letter, {"signatures-1-office": "Toch een minister"}, removed
    )
    assert save(as_redacteur, letter, second).status_code == 302
    assert offices(letter) == ["Toch een minister"]


def test_removing_a_row_that_the_other_changed_is_a_choice(as_redacteur, letter):
    second = saved_between(
        as_redacteur, letter, {"signatures-0-DELETE": "on"}, {"signatures-0-office": "Hun minister"}
    )
    (clash,) = second.context["conflict"].clashes
    assert (clash.label, clash.stored, clash.mine) == (
        "Ondertekening “mede namens: Hun minister”: Verwijderen", "nee", "ja",
    )  # fmt: skip
    save(as_redacteur, letter, second, **{f"choice-{clash.key}": "theirs"})
    assert offices(letter) == ["Hun minister", "Staatssecretaris"]


def test_choices_of_several_records_are_shown_by_name(as_redacteur):
    activity = factories.ActivityFactory(publish_at=None, sources=[])
    jeugd, asiel = (factories.FieldFactory(name=name) for name in ("jeugd", "asiel"))
    second = saved_between(as_redacteur, activity, {"fields": [jeugd.pk]}, {"fields": [asiel.pk]})
    (clash,) = second.context["conflict"].clashes
    assert (clash.stored, clash.mine) == ("asiel", "jeugd")


def test_a_row_that_was_empty_when_the_form_opened_stays_with_its_input(as_redacteur):
    activity = factories.ActivityFactory(publish_at=None, sources=[])
    row = {"expectations-0-kind": "rapport"}
    second = saved_between(
        as_redacteur,
        activity,
        row | {"expectations-0-words": "eind 2025"},
        row | {"expectations-0-words": "eind 2026"},
    )
    assert save(as_redacteur, activity, second).status_code == 302
    words = Expectation.objects.order_by("words").values_list("words", flat=True)
    assert list(words) == ["eind 2025", "eind 2026"]


def test_a_form_without_a_valid_version_asks_for_every_difference(as_redacteur, report):
    page = as_redacteur.get(address(report))
    for version, seen in product(["", "x", "1.2.3.4", "-1"], ["", "x", "[]", "{}"]):
        response = save(as_redacteur, report, page, title="Anders", version=version, seen=seen)
        asked = [each.key for each in response.context["conflict"].clashes]
        assert (version, seen, asked) == (version, seen, ["title"])
        assert stored(report, "title") == ("Jaarbericht",)


def test_a_form_carries_its_version(as_redacteur, report):
    page = as_redacteur.get(address(report)).text
    assert f'<input type="hidden" name="version" value="{version_of(report)}">' in page
