"""A draft is reviewed by somebody else before it is published."""

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from programmes.changes.for_staff import as_changes, entries
from programmes.models import Review, State
from programmes.workflow.publishing import publish, send_back
from programmes.workflow.reviewing import submit
from programmes.workflow.versions import content_versions, last_changers
from tests import factories
from tests.admin.forms import carry_out
from tests.factories import member

BASE = "/beheer/programmes/annualreport"
Step = Review.Step


@pytest.fixture
def draft(db):
    return factories.AnnualReportFactory(publish_at=None)


def steps(record):
    reviews = Review.objects.about(record).order_by("pk")
    return [(each.step, each.by.username, each.text) for each in reviews]


def state(record):
    record.refresh_from_db()
    return record.state


def change(user, record, **given):
    """Change a record with `user` in the context of the history."""
    with pghistory.context(user=user.pk):
        for name, value in given.items():
            setattr(record, name, value)
        record.save()


def post(client, verb, record, **given):
    return carry_out(client, f"{BASE}/{verb}/?ids={record.pk}", **given)


def problems(response):
    return response.context["form"].non_field_errors()


def test_a_draft_goes_from_editor_to_publicist_to_the_public(client, redacteur, publicist, draft):
    client.force_login(redacteur)
    assert post(client, "aanbieden", draft, text="Cijfers nagekeken.").status_code == 302
    client.force_login(publicist)
    assert post(client, "terugsturen", draft, text="Noem de bron.").status_code == 302
    assert state(draft) == State.CONCEPT
    client.force_login(redacteur)
    assert post(client, "aanbieden", draft, text="Bron staat erbij.").status_code == 302
    client.force_login(publicist)
    assert post(client, "publiceren", draft).status_code == 302
    assert state(draft) == State.PUBLISHED
    assert steps(draft) == [
        (Step.SUBMITTED, "riet", "Cijfers nagekeken."),
        (Step.RETURNED, "paul", "Noem de bron."),
        (Step.SUBMITTED, "riet", "Bron staat erbij."),
        (Step.APPROVED, "paul", ""),
    ]


@pytest.mark.parametrize("verb", ["aanbieden", "terugsturen"])
def test_a_step_is_explained(client, publicist, redacteur, draft, verb):
    if verb == "terugsturen":
        submit(draft, redacteur, "Klaar.")
    before = steps(draft)
    client.force_login(publicist)
    assert "text" in post(client, verb, draft, text=" ").context["form"].errors
    assert steps(draft) == before


def test_an_incomplete_record_is_not_submitted(as_redacteur, draft):
    change_without_person(draft, summary="")
    assert problems(post(as_redacteur, "aanbieden", draft, text="Klaar.")) == [
        "Jaarbericht 2024 kan nog niet openbaar worden. Er ontbreekt: samenvatting."
    ]


def test_an_incomplete_record_links_to_its_form(as_redacteur, draft):
    draft.letter = factories.LetterFactory(publish_at=None, date=None)
    draft.save()
    page = as_redacteur.get(f"/beheer/programmes/annualreport/aanbieden/?ids={draft.pk}").text
    assert "Er ontbreekt: datum" in page
    assert f"/beheer/programmes/letter/{draft.letter.pk}/change/" in page
    assert f"/beheer/programmes/annualreport/{draft.pk}/change/" in page


@pytest.mark.parametrize("keys", ["", "x", "1,999", "9" * 5000])
def test_keys_of_no_record_are_not_found(as_redacteur, draft, keys):
    assert as_redacteur.get(f"{BASE}/aanbieden/?ids={keys}").status_code == 404


def test_a_message_says_what_was_done(as_redacteur, draft):
    post(as_redacteur, "aanbieden", draft, text="Klaar.")
    page = as_redacteur.get("/beheer/")
    assert [str(message) for message in page.context["messages"]] == [
        "Ter controle aangeboden: Jaarbericht 2024."
    ]


def change_without_person(record, **given):
    type(record).objects.filter(pk=record.pk).update(**given)


def test_what_was_not_submitted_is_not_published(as_publicist, draft):
    assert problems(post(as_publicist, "publiceren", draft)) == [
        "Jaarbericht 2024 is nog niet ter controle aangeboden."
    ]
    assert state(draft) == State.CONCEPT


def test_nobody_checks_their_own_work(as_publicist, publicist, redacteur, draft):
    change(publicist, draft, title="Jaarbericht over 2024")
    submit(draft, redacteur, "Klaar.")
    assert problems(post(as_publicist, "publiceren", draft)) == [
        "U wijzigde Jaarbericht over 2024 zelf als laatste: een ander moet het controleren."
    ]
    assert state(draft) == State.CONCEPT


def test_a_change_of_a_part_is_a_change_of_the_record(publicist, redacteur):
    letter = factories.LetterFactory(publish_at=None)
    change(redacteur, letter, subject="Werkprogramma 2025")
    with pghistory.context(user=publicist.pk):
        factories.SignatureFactory(letter=letter)
    assert last_changers([letter]) == {letter: publicist.pk}
    submit(letter, redacteur, "Klaar.")
    with pytest.raises(ValidationError, match="U wijzigde"):
        publish(letter, by=publicist)


def test_what_is_published_along_is_reviewed_too(publicist, redacteur, draft):
    letter = factories.LetterFactory(publish_at=None)
    factories.SignatureFactory(letter=letter)
    draft.letter = letter
    draft.save()
    change(publicist, letter, subject="Jaarbericht")
    submit(draft, redacteur, "Klaar.")
    with pytest.raises(ValidationError) as refusal:
        publish(draft, by=publicist)
    assert refusal.value.messages == [
        f"U wijzigde {letter} zelf als laatste: een ander moet het controleren."
    ]


def test_what_nobody_reviewed_links_to_submitting_and_shows_each_reason_once(as_publicist, draft):
    page = post(as_publicist, "publiceren", draft).text
    assert page.count("Jaarbericht 2024 is nog niet ter controle aangeboden.") == 1
    assert "Er is nog niets veranderd." in page
    assert f"/beheer/programmes/annualreport/aanbieden/?ids={draft.pk}" in page


def test_the_list_of_reviews_is_filtered_by_noun(as_publicist, redacteur, draft):
    submit(draft, redacteur, "Klaar.")
    page = as_publicist.get("/beheer/programmes/review/?noun=annualreport")
    assert "Jaarbericht 2024" in page.text
    assert [label for _, label in page.context["cl"].filter_specs[1].lookup_choices] == [
        "bijstelling",
        "jaarbericht",
        "Kamerbrief",
        "meerjarenperspectief",
        "ondertekenaar",
        "toezichtactiviteit",
        "werkprogramma",
    ]
    assert (
        as_publicist.get("/beheer/programmes/review/?noun=letter").context["cl"].result_count == 0
    )


def test_an_emergency_needs_a_reason_that_is_recorded(as_publicist, publicist, draft):
    change(publicist, draft, title="Jaarbericht over 2024")
    response = post(as_publicist, "publiceren", draft, emergency="on", reason=" ")
    assert response.context["form"].errors["reason"] == ["Leg uit waarom dit niet kan wachten."]
    assert state(draft) == State.CONCEPT
    given = {"emergency": "on", "reason": "De Kamer debatteert vanavond."}
    assert post(as_publicist, "publiceren", draft, **given).status_code == 302
    assert state(draft) == State.PUBLISHED
    assert steps(draft) == [(Step.EMERGENCY, "paul", "De Kamer debatteert vanavond.")]
    page = as_publicist.get("/beheer/programmes/review/?step__exact=noodgeval")
    assert "De Kamer debatteert vanavond." in page.text


def test_a_reason_alone_is_no_emergency(as_publicist, draft):
    assert problems(post(as_publicist, "publiceren", draft, reason="Zomaar.")) == [
        "Jaarbericht 2024 is nog niet ter controle aangeboden."
    ]


def test_one_person_may_publish_where_the_settings_say_so_with_a_reason(
    as_publicist, draft, settings
):
    settings.ONE_PERSON_PUBLISHING = True
    assert "reason" in post(as_publicist, "publiceren", draft).context["form"].errors
    given = {"reason": "Ik werk vandaag alleen."}
    assert post(as_publicist, "publiceren", draft, **given).status_code == 302
    assert steps(draft) == [(Step.ALONE, "paul", "Ik werk vandaag alleen.")]


def test_a_scheduled_record_is_sent_back_to_draft(
    as_publicist, publicist, redacteur, draft, settings
):
    submit(draft, redacteur, "Klaar.")
    given = {"at_0": "01-01-2099", "at_1": "10:00"}
    assert post(as_publicist, "inplannen", draft, **given).status_code == 302
    assert state(draft) == State.SCHEDULED
    assert post(as_publicist, "terugsturen", draft, text="Wacht op de Kamer.").status_code == 302
    assert state(draft) == State.CONCEPT
    submit(draft, redacteur, "De Kamer is zover.")
    assert post(as_publicist, "publiceren", draft).status_code == 302


def test_a_remark_is_shown_where_the_draft_is_edited(as_redacteur, publicist, redacteur, draft):
    submit(draft, redacteur, "Klaar.")
    send_back(draft, publicist, "Noem de bron.")
    page = as_redacteur.get(f"{BASE}/{draft.pk}/change/")
    assert "Teruggestuurd</strong> door paul" in page.text
    assert "Noem de bron." in page.text


def test_the_list_finds_what_waits_for_review(as_publicist, redacteur, draft):
    factories.AnnualReportFactory(year=2022, publish_at=None)
    submit(draft, redacteur, "Klaar.")
    page = as_publicist.get(f"{BASE}/?staat=ter_controle")
    assert [each.year for each in page.context["cl"].result_list] == [2024]
    assert "wacht op controle" in page.text


def test_the_history_shows_the_reviews(redacteur, draft):
    submit(draft, redacteur, "Klaar.")
    checked = as_changes(entries(draft))[0]
    assert (checked.who, checked.what, checked.action) == (
        "riet",
        "controle",
        "ter controle aangeboden",
    )


def test_the_database_refuses_to_publish_without_a_review(publicist, draft):
    with pytest.raises(IntegrityError, match="nadat een ander het controleerde"):
        change(publicist, draft, publish_at=factories.LONG_AGO)


def test_the_database_refuses_approval_of_own_work(draft):
    own = member("vera", "publicist")
    change(own, draft, title="Jaarbericht over 2024")
    review(draft, Step.APPROVED, own)
    with pytest.raises(IntegrityError, match="controleert het niet zelf"):
        change(own, draft, publish_at=factories.LONG_AGO)


def review(record, step, by, text=""):
    return Review.objects.create(
        noun=record._meta.model_name,
        record_id=record.pk,
        step=step,
        by=by,
        text=text,
        version=content_versions([record])[record],
    )


def test_a_review_stays_as_it_is(draft, redacteur):
    submit(draft, redacteur, "Klaar.")
    for sql in ("UPDATE programmes_review SET text = 'x'", "DELETE FROM programmes_review"):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            connection.cursor().execute(sql)
    assert steps(draft) == [(Step.SUBMITTED, "riet", "Klaar.")]


@pytest.mark.parametrize("step", [Step.SUBMITTED, Step.RETURNED, Step.ALONE, Step.EMERGENCY])
def test_the_database_refuses_a_step_without_an_explanation(draft, redacteur, step):
    with pytest.raises(IntegrityError, match="review_is_explained"):
        review(draft, step, redacteur, " ")


def test_publishing_saves_only_its_moment(redacteur, publicist, draft):
    submit(draft, redacteur, "Klaar.")
    change_without_person(draft, title="Intussen verbeterd")
    publish(draft, by=publicist)
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Intussen verbeterd", State.PUBLISHED)


def test_the_list_of_reviews_is_for_publicists_and_nobody_changes_it(
    client, redacteur, publicist, draft
):
    submit(draft, redacteur, "Klaar.")
    address = "/beheer/programmes/review/"
    answers = {}
    for user in (redacteur, publicist, member("vera", "redacteur")):
        client.force_login(user)
        answers[user.username] = [
            client.get(address).status_code,
            client.post(f"{address}add/").status_code,
            client.post(f"{address}{Review.objects.get().pk}/delete/", {"post": "yes"}).status_code,
        ]
    assert answers == {
        "riet": [403, 403, 403],
        "paul": [200, 403, 403],
        "vera": [403, 403, 403],
    }
