"""The work list on the start page of the admin."""

from datetime import timedelta

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.workflow.publishing import publish, send_back
from programmes.workflow.reviewing import agree, submit
from programmes.workflow.versions import content_versions, name_of
from programmes.workflow.worklist import worklist
from tests import factories


def of(user):
    """Return the work list of a user, by heading."""
    return {str(title): [item.record for item in items] for title, items, _more in worklist(user)}


def draft_by(user, year):
    with pghistory.context(user=user.pk):
        return factories.AnnualReportFactory(year=year, publish_at=None)


@pytest.mark.parametrize("is_back", [True, False])
def test_what_goes_along_with_what_was_submitted_is_no_draft_by_itself(
    publicist, redacteur, is_back
):
    with pghistory.context(user=redacteur.pk):
        programme = factories.ProgrammeFactory(
            perspective=factories.PerspectiveFactory(), publish_at=None
        )
        planned = factories.PlanningFactory(programme=programme, activity__publish_at=None)
    submit(programme, redacteur, "Klaar.")
    if is_back:
        send_back(programme, publicist, "Noem de bron.")
    found = {str(title): items for title, items, _more in worklist(redacteur) if items}
    title = "Naar mij teruggestuurd" if is_back else "Door mij aangeboden"
    assert {key: [item.record for item in items] for key, items in found.items()} == {
        title: [programme]
    }
    assert found[title][0].along == (planned.activity,)


@pytest.fixture
def offered(redacteur):
    report = draft_by(redacteur, 2021)
    submit(report, redacteur, "Klaar.")
    return report


def test_a_publicist_sees_what_waits_for_a_check(publicist, redacteur, offered):
    own = draft_by(publicist, 2022)
    submit(own, redacteur, "Klaar.")
    assert of(publicist)["Wacht op mijn controle"] == [offered]
    assert "Wacht op mijn controle" not in of(redacteur)


def test_a_publicist_sees_what_waits_for_agreement_with_a_correction(publicist, redacteur, offered):
    with pghistory.context(user=publicist.pk):
        type(offered).objects.filter(pk=offered.pk).update(title="Verbeterd")
    title = "Door mij verbeterd, wacht op akkoord"
    assert (of(publicist)[title], of(publicist)["Wacht op mijn controle"]) == ([offered], [])
    assert of(redacteur)["Wacht op mijn akkoord"] == [offered]
    agree(offered, redacteur, {name_of(offered): content_versions([offered])[offered]})
    assert (of(publicist)[title], of(publicist)["Wacht op mijn controle"]) == ([], [offered])


def test_what_a_submission_leaves_out_is_with_who_wrote_it(publicist, redacteur):
    report = draft_by(redacteur, 2021)
    with pghistory.context(user=redacteur.pk):
        report.letter = factories.LetterFactory(publish_at=None)
        report.save()
    submit(report, redacteur, "Zonder de brief.", without=[report.letter])
    (item,) = next(items for title, items, _more in worklist(publicist) if items)
    assert (item.record, item.along) == (report, ())
    assert of(redacteur)["Mijn concepten"] == [report.letter]


def test_who_submitted_something_sees_where_it_is(publicist, redacteur, offered):
    assert of(redacteur)["Door mij aangeboden"] == [offered]
    assert of(publicist)["Door mij aangeboden"] == []
    send_back(offered, publicist, "Noem de bron.")
    assert of(redacteur)["Door mij aangeboden"] == []


def test_what_was_sent_back_is_with_who_submitted_it(publicist, redacteur, offered):
    send_back(offered, publicist, "Noem de bron.")
    assert of(redacteur)["Naar mij teruggestuurd"] == [offered]
    assert of(publicist)["Naar mij teruggestuurd"] == []
    assert of(publicist)["Wacht op mijn controle"] == []


def test_what_is_planned_stands_in_its_order(publicist):
    now = timezone.now()
    later = factories.AnnualReportFactory(year=2021, publish_at=now + timedelta(days=9))
    sooner = factories.ProgrammeFactory(publish_at=now + timedelta(days=2))
    assert of(publicist)["Ingepland"] == [sooner, later]


def test_drafts_are_with_who_changed_them_last(redacteur, publicist, offered):
    own = draft_by(redacteur, 2022)
    draft_by(publicist, 2023)
    assert of(redacteur)["Mijn concepten"] == [own]


def test_the_index_opens_with_the_list(as_publicist, offered):
    page = as_publicist.get("/beheer/")
    assert "Wacht op mijn controle (1)" in page.text
    assert f"/beheer/programmes/annualreport/{offered.pk}/change/" in page.text
    assert page.text.index("Mijn werklijst") < page.text.index("Werkprogramma")


def test_a_planned_record_shows_how_long_it_takes(as_publicist):
    moment = timezone.now() + timedelta(days=3, minutes=1)
    report = factories.AnnualReportFactory(publish_at=moment)
    assert "over 3\xa0dagen" in as_publicist.get("/beheer/").text
    page = as_publicist.get(f"/beheer/programmes/annualreport/{report.pk}/change/")
    assert "over 3\xa0dagen" in page.text


def test_somebody_without_a_group_sees_nothing(db, django_user_model, offered):
    nobody = django_user_model.objects.create_user("nel", is_staff=True)
    assert set(map(tuple, of(nobody).values())) == {()}


@pytest.mark.parametrize("moment", [None, timezone.now() + timedelta(days=1)])
def test_a_document_and_what_goes_along_are_one_item(redacteur, moment):
    with pghistory.context(user=redacteur.pk):
        letter = factories.LetterFactory(publish_at=None)
        factories.SignatureFactory(letter=letter)
        programme = factories.ProgrammeFactory(
            letter=letter, perspective=factories.PerspectiveFactory(), publish_at=None
        )
        for _number in range(2):
            factories.PlanningFactory(programme=programme, activity__publish_at=None)
    if moment:
        publish(programme, moment)
    title = "Ingepland" if moment else "Mijn concepten"
    ((item,),) = [items for found, items, _more in worklist(redacteur) if str(found) == title]
    assert (item.record, item.counts) == (programme, "1 Kamerbrief, 2 toezichtactiviteiten")


def test_what_is_planned_for_another_moment_is_an_item(redacteur):
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    letter = factories.LetterFactory(publish_at=soon)
    report = factories.AnnualReportFactory(letter=letter, publish_at=later)
    assert of(redacteur)["Ingepland"] == [letter, report]


def test_many_records_take_no_more_queries(publicist, redacteur):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            worklist(publicist)
        return len(asked)

    for year in (2013, 2014):
        submit(draft_by(redacteur, year), redacteur, "Klaar.")
    worklist(publicist)  # Permissions of a user are cached.
    few = queries()
    for year in range(2015, 2022):
        submit(draft_by(redacteur, year), redacteur, "Klaar.")
    assert queries() == few
