"""What is public only through a record is withdrawn and restored with it, whoever orders it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.models import State
from programmes.workflow.package import to_restore, to_withdraw
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.admin.forms import carry_out
from tests.clock import later_than_now, wait_until
from tests.packages import (
    REASON,
    documents,
    execute,
    in_states,
    order,
    restored_by_sql,
    restored_by_verb,
    withdrawn_by_sql,
    withdrawn_by_verb,
)
from tests.surfaces import everything, naming


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_shows_where_it_did(client):
    made = documents()
    shown = naming(everything(client), "[stil]")
    withdrawn_by_sql(made)
    restored_by_verb(made)
    assert naming(everything(client), "[stil]") == shown != []


@pytest.mark.django_db
def test_what_is_withdrawn_comes_back_as_a_whole():
    made = documents()
    withdrawn_by_sql(made)
    gone = in_states(State.WITHDRAWN)
    restored_by_verb(made)
    assert (gone >= {*made}, in_states(State.WITHDRAWN)) == (True, set())
    withdrawn_by_verb(made)
    assert in_states(State.WITHDRAWN) == gone
    restored_by_sql(made)
    assert in_states(State.WITHDRAWN) == set()


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_by_the_clock_and_one_that_is_called_off():
    begin = timezone.now()
    made, kept = documents(2024), documents(2022, "[blijft]")
    moment = later_than_now(begin)
    order([*made, *kept], f"withdrawn_at = %s, {REASON}", moment)
    restored_by_sql(kept)
    assert (in_states(State.WITHDRAWN), timezone.now() < moment) == (set(), True)
    wait_until(moment)
    gone = in_states(State.WITHDRAWN)
    assert (gone >= {*made}, gone.isdisjoint(kept)) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_for_a_while_is_withdrawn_again_by_the_clock():
    begin = timezone.now()
    made = documents()
    withdrawn_by_sql(made)
    along = in_states(State.WITHDRAWN)
    moment = later_than_now(begin)
    order(made, "withdrawn_at = %s", moment)
    assert (in_states(State.WITHDRAWN), timezone.now() < moment) == (set(), True)
    wait_until(moment)
    assert in_states(State.WITHDRAWN) == along


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(4))
def test_the_list_names_what_the_triggers_take_along_and_bring_back(number):
    record = documents()[number]
    chosen = {piece.record for piece in to_withdraw(record).along if piece.chosen}
    withdrawn_by_sql([record])
    assert in_states(State.WITHDRAWN) == {record, *chosen}
    record.refresh_from_db()
    assert {piece.record for piece in to_restore(record).along if piece.chosen} == chosen
    restored_by_sql([record])
    assert in_states(State.WITHDRAWN) == set()


@pytest.fixture
def programme(db):
    """A public programme with a letter that was public before it."""
    letter = factories.LetterFactory(publish_at=timezone.now() - timedelta(days=9))
    programme = factories.ProgrammeFactory(
        letter=letter, publish_at=timezone.now() - timedelta(days=5)
    )
    factories.SignatureFactory(
        letter=letter, signatory__publish_at=timezone.now() - timedelta(days=1)
    )
    return programme


def test_who_signed_a_letter_that_stays_stays_too(programme):
    signatory = programme.letter.signatures.get().signatory
    found = {piece.record: piece for piece in to_withdraw(programme).along}
    assert [found[each].chosen for each in (programme.letter, signatory)] == [False, False]
    assert str(found[signatory].why) == f"ook bij {programme.letter}"
    withdrawn_by_sql([programme])
    assert in_states(State.WITHDRAWN) == {programme}


def test_what_is_chosen_all_the_same_takes_along_its_own(programme):
    signatory = programme.letter.signatures.get().signatory
    withdraw(programme, "Dubbel.", [programme.letter])
    assert in_states(State.WITHDRAWN) == {programme, programme.letter, signatory}


def test_what_is_unticked_stays(programme):
    own, other = (
        factories.PlanningFactory(
            programme=programme, activity__publish_at=programme.publish_at
        ).activity
        for _each in range(2)
    )
    withdraw(programme, "Dubbel.", [own], stays=[other])
    assert in_states(State.WITHDRAWN) == {programme, own}
    row = programme.history.latest("pgh_id")
    assert row.pgh_context["stays"] == [f"activity-{other.pk}"]


def test_what_became_public_after_the_moment_of_a_withdrawal_comes_back_too(programme):
    own = factories.PlanningFactory(
        programme=programme, activity__publish_at=timezone.now() - timedelta(days=1)
    ).activity
    order([programme], f"withdrawn_at = now() - interval '3 days', {REASON}")
    programme.refresh_from_db()
    pieces = to_restore(programme).along
    assert [(piece.record, piece.chosen) for piece in pieces] == [(own, True)]
    restored_by_sql([programme])
    assert in_states(State.WITHDRAWN) == set()


@pytest.fixture
def reports(db):
    """Two public annual reports with one letter."""
    report = factories.AnnualReportFactory(letter=factories.LetterFactory())
    return report, factories.AnnualReportFactory(year=2023, letter=report.letter)


def test_two_by_one_order_take_along_what_both_show(reports):
    execute(f"UPDATE programmes_annualreport SET withdrawn_at = now(), {REASON}")  # noqa: S608
    assert in_states(State.WITHDRAWN) == {*reports, reports[0].letter}


@pytest.mark.parametrize(("ticked", "taken"), [(True, True), (False, False)])
def test_two_on_one_page_take_along_what_both_show(reports, as_publicist, ticked, taken):
    first, second = reports
    address = f"/beheer/programmes/annualreport/intrekken/?ids={first.pk},{second.pk}"
    page = as_publicist.get(address)
    assert [piece.record for piece in page.context["form"].pieces] == [first.letter]
    along = [f"letter-{first.letter.pk}"] if ticked else []
    page = carry_out(as_publicist, address, reason="Dubbel.", along=along)
    assert page.status_code == 302
    assert in_states(State.WITHDRAWN) == {*reports, *([first.letter] if taken else [])}


def test_the_page_names_what_stays_public_without_it(reports):
    letter = reports[0].letter
    found = {piece.record: str(piece.why) for piece in to_withdraw(letter).stays}
    assert found == dict.fromkeys(reports, "blijft openbaar, zonder dit")
