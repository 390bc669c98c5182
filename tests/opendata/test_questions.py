"""The questions on /open-data/: each answer of pandas and of DuckDB, over the ZIP of a snapshot."""

from datetime import date

import duckdb
import pandas as pd
import pytest
from django.utils import timezone

from programmes.opendata import making
from programmes.opendata.questions import QUESTIONS, START, START_DUCKDB, START_PANDAS
from tests import factories
from tests.opendata.files import Quiet

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS = {
    "te-laat": [
        ("eerder", "in 2022", "over_tijd", (timezone.localdate() - date(2022, 12, 31)).days),
        ("nooit", "eind 2021", "over_tijd", (timezone.localdate() - date(2021, 12, 31)).days),
        ("te laat", "voor de zomer van 2022; in 2022; ook in 2022", "later", 73),
    ],
    "gebied-en-jaar": [("jeugd", 2021, 1), ("jeugd", 2022, 2), ("politie", 2022, 1)],
    "opnieuw-beloofd": [("nooit", "2021, 2022")],
    "laat-beantwoord": [
        ("eerder", "2021-03-01", "2021-04-12", None, None),
        ("zonder ministerie", "2022-01-01", "2022-02-12", "2022-03-01", None),
        ("op tijd", "2022-03-01", "2022-04-12", "2022-06-01", "Minister voor Rechtsbescherming"),
        ("twee rapporten", "2022-05-01", "2022-06-12", None, None),
        ("te laat", "2022-09-01", "2022-10-13", None, None),
    ],
    "verschoven": [
        ("opnieuw", "rapport", 1, "2022-12-31", "2023-12-31", 365),
        ("te laat", "rapport", 1, "2022-06-20", "2022-12-31", 194),
    ],
}


@pytest.fixture
def register():
    """One activity that was never reported, one too late, one in time, and `exceptions`."""
    frame = factories.PerspectiveFactory(first_year=2021, last_year=2024)
    programmes = {
        year: factories.ProgrammeFactory(first_year=year, perspective=frame)
        for year in (2021, 2022)
    }
    never, late, timely = (
        factories.ActivityFactory(title=title) for title in ("nooit", "te laat", "op tijd")
    )
    youth, police = (factories.FieldFactory(name=name) for name in ("jeugd", "politie"))
    for activity, field in ((never, youth), (late, youth), (timely, police)):
        activity.fields.add(field)
        factories.PlanningFactory(programme=programmes[2022], activity=activity)
    factories.PlanningFactory(programme=programmes[2021], activity=never)
    promised(never, "eind 2021", "2021-11-01", "2021-12-31", "2021-01-15")
    promised(late, "voor de zomer van 2022", "2022-01-01", "2022-06-20", "2022-01-15")
    promised(late, "in 2022", "2022-01-01", "2022-12-31", "2022-06-01")
    # Another source, the same day: the term did not move.
    promised(late, "ook in 2022", "2022-01-01", "2022-12-31", "2022-07-01")
    promised(timely, "voorjaar 2022", "2022-03-01", "2022-05-31", "2022-01-15")
    factories.EventFactory(activity=late, date="2022-09-01")
    factories.EventFactory(activity=timely, date="2022-03-01")
    factories.EventFactory(
        activity=timely,
        kind="beleidsreactie",
        date="2022-06-01",
        ministry="Minister voor Rechtsbescherming",
    )
    exceptions()


def exceptions():
    """Activities on which the rules decide: dropped, reported before the promise, answered once."""
    dropped, renewed, twice, undated, before, nameless = (
        factories.ActivityFactory(title=title)
        for title in (
            "vervallen",
            "opnieuw",
            "twee rapporten",
            "zonder datum",
            "eerder",
            "zonder ministerie",
        )
    )
    promised(dropped, "eind 2021", "2021-11-01", "2021-12-31", "2021-01-15")
    factories.EventFactory(activity=dropped, kind="vervallen", date="2021-06-01")
    # The first term has no date on which it was told.
    promised(renewed, "in 2023", "2023-01-01", "2023-12-31", "2022-01-15")
    promised(renewed, "in 2022", "2022-01-01", "2022-12-31", None)
    factories.EventFactory(activity=renewed, kind="afgerond", date="2022-12-01")
    # A report of before the promise does not meet it.
    factories.EventFactory(activity=before, date="2021-03-01")
    promised(before, "in 2022", "2022-01-01", "2022-12-31", "2022-01-15")
    for kind, day, ministry in (
        ("rapport", "2022-01-01", ""),
        ("beleidsreactie", "2022-03-01", ""),
        ("rapport", "2022-04-01", ""),
        ("beleidsreactie", "2022-04-15", "Minister van Justitie en Veiligheid"),
    ):
        factories.EventFactory(activity=nameless, kind=kind, date=day, ministry=ministry)
    for day in ("2022-05-01", "2022-05-02"):
        factories.EventFactory(activity=twice, date=day)
    factories.EventFactory(activity=twice, kind="beleidsreactie", date="2022-06-01")
    factories.EventFactory(activity=undated, date="2022-05-01")
    factories.EventFactory(activity=undated, kind="beleidsreactie", date=None, date_precision=None)


def promised(activity, words, first, last, told):
    factories.ExpectationFactory(
        activity=activity, words=words, first_day=first, last_day=last, told_on=told
    )


def rows(answer):
    """Return the rows of a data frame or a relation as tuples, with None for what is missing."""
    if isinstance(answer, duckdb.DuckDBPyRelation):
        return answer.fetchall()
    found = answer.astype(object).itertuples(index=False, name=None)
    return [tuple(None if pd.isna(value) else value for value in row) for row in found]


@pytest.mark.parametrize("tool", ["pandas", "duckdb"])
def test_each_question_has_its_answer(live_server, register, tmp_path, monkeypatch, tool):
    making.make(live_server.url, Quiet())
    monkeypatch.chdir(tmp_path)
    names = {}
    start = {"pandas": START_PANDAS, "duckdb": START_DUCKDB}[tool]
    exec(START.replace("{site}", live_server.url), names)
    exec(start, names)
    found = {}
    for question in QUESTIONS:
        exec(getattr(question, tool), names)
        found[question.key] = rows(names["antwoord"])
    assert found == ANSWERS


def test_every_question_is_on_the_page(client):
    page = client.get("/open-data/")
    assert [each.key for each in page.context["questions"]] == [*ANSWERS]
    for question in QUESTIONS:
        assert f'id="vraag-{question.key}"' in page.text
        assert question.title in page.text
