"""What goes along with a record, and what stays: shown before a verb, done by it."""

from datetime import timedelta

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape

from programmes.admin import verbs
from programmes.models import Event, State, WorkProgramme
from programmes.workflow import package
from programmes.workflow.publishing import obstacles, publish, restore, send_back, withdraw
from programmes.workflow.reviewing import left_out, submit, to_agree
from programmes.workflow.versions import name_of
from tests import factories
from tests.admin.forms import carry_out

pytestmark = pytest.mark.django_db
DRAFT = {"publish_at": None}
BASE = "/beheer/programmes/workprogramme"


@pytest.fixture
def programme():
    """A public programme with a letter and its signatory, and an activity."""
    letter = factories.LetterFactory()
    factories.SignatureFactory(letter=letter)
    programme = factories.ProgrammeFactory(
        perspective=factories.PerspectiveFactory(), letter=letter
    )
    factories.PlanningFactory(programme=programme)
    return programme


def activity_of(programme):
    return programme.plannings.get().activity


def signatory_of(programme):
    return programme.letter.signatures.get().signatory


def states(*records):
    for each in records:
        each.refresh_from_db()
    return [each.state.value for each in records]


def along(found):
    """Return (record, reason) of what goes along by default."""
    return [(piece.record, str(piece.why)) for piece in found.along if piece.chosen]


def stays(found):
    return [(piece.record, str(piece.why)) for piece in found.stays]


def test_withdrawing_offers_what_is_public_only_through_it(programme):
    found = package.to_withdraw(programme)
    reason = "is alleen hierdoor openbaar"
    assert along(found) == [
        (programme.letter, reason),
        (activity_of(programme), reason),
        (signatory_of(programme), reason),
    ]
    assert stays(found) == [(programme.perspective, "hoort niet alleen hierbij")]


def test_what_another_public_record_shows_stays(programme):
    other = factories.ProgrammeFactory(first_year=2023)
    factories.PlanningFactory(programme=other, activity=activity_of(programme))
    report = factories.AnnualReportFactory(letter=programme.letter)
    found = package.to_withdraw(programme)
    assert along(found) == []
    assert stays(found)[1:] == [
        (programme.letter, "ook bij Jaarbericht 2024"),
        (activity_of(programme), "ook bij Werkprogramma 2023"),
        (signatory_of(programme), f"ook bij {programme.letter}"),
    ]
    withdraw(report, "Dubbel.")
    assert along(package.to_withdraw(programme))[0][0] == programme.letter


def test_a_letter_that_told_a_term_stays_with_the_activity(programme):
    factories.ExpectationFactory(letter=programme.letter)
    found = package.to_withdraw(programme)
    assert programme.letter in [record for record, _why in stays(found)]


def test_an_adjustment_goes_along_with_its_letter_and_what_it_added(programme):
    adjustment = factories.AdjustmentFactory(
        programme=programme, letter=factories.LetterFactory(reference="2")
    )
    added = factories.ActivityFactory()
    factories.EventFactory(activity=added, adjustment=adjustment, kind=Event.Kind.ADDED)
    factories.PlanningFactory(programme=programme, activity=added, adjustment=adjustment)
    found = dict(along(package.to_withdraw(programme)))
    assert found[adjustment] == "stelt dit werkprogramma bij"
    assert {adjustment.letter, added} < found.keys()


def test_what_was_public_earlier_is_offered_and_not_chosen(programme):
    later = factories.ProgrammeFactory(
        first_year=2023, publish_at=timezone.now(), letter=factories.LetterFactory(reference="3")
    )
    (piece,) = package.to_withdraw(later).along
    assert (piece.record, piece.chosen, str(piece.why)) == (
        later.letter,
        False,
        "was al eerder openbaar dan dit",
    )


def test_a_scheduled_letter_of_what_is_withdrawn_becomes_a_draft(programme):
    letter = factories.LetterFactory(publish_at=timezone.now() + timedelta(days=1), reference="4")
    report = factories.AnnualReportFactory(letter=letter)
    (piece,) = package.to_withdraw(report).along
    assert piece.required
    withdraw(report, "Vergissing.", [letter])
    assert states(report, letter) == ["ingetrokken", "concept"]


def test_the_page_withdraws_what_is_ticked_and_restores_it_together(programme, as_publicist):
    letter, activity = programme.letter, activity_of(programme)
    address = f"{BASE}/intrekken/?ids={programme.pk}"
    page = as_publicist.get(address)
    assert page.text.index("Dit wordt ook ingetrokken") < page.text.index(escape(str(activity)))
    keys = [f"{name_of(each)}" for each in (letter, activity, signatory_of(programme))]
    assert [piece.key for piece in page.context["form"].pieces] == keys
    carry_out(as_publicist, address, reason="Het verkeerde stuk.", along=f"letter-{letter.pk}")
    assert states(programme, letter, activity) == ["ingetrokken", "ingetrokken", "gepubliceerd"]
    assert letter.withdrawal_reason == "Het verkeerde stuk."
    as_publicist.post(f"{BASE}/herstellen/?ids={programme.pk}", {})
    assert states(programme, letter) == ["gepubliceerd", "gepubliceerd"]


def test_what_was_withdrawn_at_another_time_stays_withdrawn(programme):
    withdraw(programme.letter, "Dubbel.")
    withdraw(programme, "Dubbel.", [activity_of(programme)])
    found = package.to_restore(programme)
    assert along(found) == [(activity_of(programme), "is tegelijk hiermee ingetrokken")]
    assert stays(found) == [(programme.letter, "is ingetrokken")]
    restore(programme, [activity_of(programme)])
    assert states(programme, programme.letter) == ["gepubliceerd", "ingetrokken"]


def test_a_list_that_changed_meanwhile_is_shown_again(programme, as_publicist):
    given = {"reason": "Het verkeerde stuk.", "seen": f"letter-{programme.letter.pk}"}
    page = as_publicist.post(f"{BASE}/intrekken/?ids={programme.pk}", given)
    assert "Wat meegaat, is intussen veranderd." in page.text
    assert states(programme) == ["gepubliceerd"]


@pytest.fixture
def draft():
    """A draft programme with a draft letter, perspective and activity."""
    letter = factories.LetterFactory(**DRAFT)
    factories.SignatureFactory(letter=letter, signatory__publish_at=None)
    programme = factories.ProgrammeFactory(
        perspective=factories.PerspectiveFactory(**DRAFT), letter=letter, **DRAFT
    )
    factories.PlanningFactory(programme=programme, activity__publish_at=None)
    return programme


def test_what_is_left_out_stays_a_draft_with_what_only_it_brings(draft):
    publish(draft, without=[draft.letter])
    found = [draft, draft.perspective, draft.letter, signatory_of(draft)]
    assert states(*found) == ["gepubliceerd", "gepubliceerd", "concept", "concept"]


def test_what_a_page_cannot_do_without_is_not_left_out(draft):
    required = {piece.record for piece in package.to_publish(draft).along if piece.required}
    assert required == {draft.perspective, signatory_of(draft)}
    factories.AdjustmentFactory(programme=draft, **DRAFT)
    adjustment = draft.adjustments.get()
    assert package.to_publish(adjustment).along[0].required


def test_what_is_public_already_is_named(draft):
    draft.letter.publish_at = factories.LONG_AGO
    draft.letter.save()
    assert stays(package.to_publish(draft)) == [(draft.letter, "was al openbaar")]


def test_all_that_was_scheduled_moves_to_another_moment(draft):
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    records = publish(draft, soon)
    publish(WorkProgramme.objects.get(), later)
    assert set(states(*records)) == {"gepland"}
    assert {each.publish_at for each in records} == {later}


def test_what_needs_the_record_goes_back_with_it(draft, publicist):
    moment = timezone.now() + timedelta(days=1)
    records = publish(draft, moment)
    draft.perspective.refresh_from_db()
    assert {*send_back(draft.perspective, publicist, "Nog niet.")} == {*records}
    assert set(states(*records)) == {"concept"}


def test_a_letter_goes_back_without_its_report(publicist):
    letter = factories.LetterFactory(**DRAFT)
    factories.SignatureFactory(letter=letter)
    report = factories.AnnualReportFactory(letter=letter, **DRAFT)
    publish(report, timezone.now() + timedelta(days=1))
    letter.refresh_from_db()
    assert stays(package.to_send_back(letter))[-1] == (report, "blijft ingepland, zonder dit")
    send_back(letter, publicist, "Nog niet.")
    assert states(letter, report) == [State.CONCEPT, State.SCHEDULED]


def test_a_frame_is_not_scheduled_for_after_what_needs_it(draft):
    publish(draft, timezone.now() + timedelta(days=1))
    draft.perspective.refresh_from_db()
    with pytest.raises(ValidationError, match="voor een eerder moment ingepland"):
        publish(draft.perspective, timezone.now() + timedelta(days=2))


def test_what_was_left_out_when_submitting_is_not_chosen_by_the_publicist(
    draft, redacteur, as_redacteur, client, publicist
):
    address = f"{BASE}/aanbieden/?ids={draft.pk}"
    page = as_redacteur.get(address).context["form"]
    kept = [piece.key for piece in page.pieces if piece.record != draft.letter]
    carry_out(as_redacteur, address, text="Klaar.", along=kept)
    assert left_out([draft]) == {draft: [draft.letter]}
    found = {piece.record: piece for piece in package.to_publish(draft).along}[draft.letter]
    assert (found.chosen, found.why) == (False, "is weggelaten bij het aanbieden")
    client.force_login(publicist)
    carry_out(client, f"{BASE}/publiceren/?ids={draft.pk}")
    assert states(draft, draft.perspective, draft.letter) == [
        "gepubliceerd",
        "gepubliceerd",
        "concept",
    ]


def test_what_was_left_out_needs_no_agreement_and_is_no_obstacle(draft, redacteur, publicist):
    with pghistory.context(user=publicist.pk):
        draft.letter.recipient = ""
        draft.letter.save()
    assert obstacles(draft, [draft.letter]) == []
    submit(draft, redacteur, "Zonder de brief.", without=[draft.letter])
    assert to_agree(draft, redacteur) == []
    found = package.to_agree(draft)
    assert all(piece.required for piece in found.along)
    assert (draft.letter, "is weggelaten bij het aanbieden") in stays(found)


@pytest.mark.parametrize("ticked", [True, False])
def test_a_long_list_is_cut_and_the_rest_has_one_checkbox(
    client, as_redacteur, redacteur, publicist, monkeypatch, ticked
):
    monkeypatch.setattr(verbs, "LISTED", 1)
    monkeypatch.setattr(verbs, "LONG", 3)
    programme = factories.ProgrammeFactory(perspective=factories.PerspectiveFactory(), **DRAFT)
    plannings = factories.PlanningFactory.create_batch(
        4, programme=programme, activity__publish_at=None
    )
    address = f"{BASE}/aanbieden/?ids={programme.pk}"
    page = as_redacteur.get(address)
    assert page.text.count('name="along"') == 1
    assert "De andere 3 toezichtactiviteiten" in page.text
    assert "Dit zijn 4 onderdelen: het kan een halve minuut duren." in page.text
    assert as_redacteur.get(f"{address}&alles=1").text.count('name="along"') == 4
    first, *rest = [f"activity-{each.activity_id}" for each in plannings]
    if ticked:
        carry_out(as_redacteur, address, along=[], text="Klaar.")
    else:
        carry_out(as_redacteur, address, rest=[], text="Klaar.")
    left = [*map(name_of, left_out([programme])[programme])]
    assert left == ([first] if ticked else rest)
    client.force_login(publicist)
    again = client.get(f"{BASE}/publiceren/?ids={programme.pk}")
    assert ("zonder de 3 die bij het aanbieden zijn weggelaten" in again.text) is not ticked


def test_the_rest_of_one_record_is_left_out_without_that_of_another(
    as_redacteur, redacteur, monkeypatch
):
    monkeypatch.setattr(verbs, "LISTED", 1)
    made = []
    for year in (2024, 2025):
        frame = factories.PerspectiveFactory(first_year=year, last_year=year)
        made.append(factories.ProgrammeFactory(first_year=year, perspective=frame, **DRAFT))
        factories.PlanningFactory.create_batch(3, programme=made[-1], activity__publish_at=None)
    one, other = made
    address = f"{BASE}/aanbieden/?ids={one.pk},{other.pk}"
    carry_out(as_redacteur, address, rest=[f"workprogramme-{other.pk}-activity"], text="Klaar.")
    left = {each for found in left_out(made).values() for each in found}
    assert [each.plannings.get().programme for each in left] == [one, one]
