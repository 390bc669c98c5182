"""Who may do what, by the requests themselves: what has no button is refused too."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from programmes.changes.for_staff import version_of
from programmes.models import AnnualReport, PreviewLink, Review, State
from programmes.workflow.reviewing import submit
from tests import factories
from tests.admin.forms import carry_out
from tests.factories import member

BASE = "/beheer/programmes/annualreport"
EDITORS = ["redacteur", "publicist", "beheerder"]
PUBLICISTS = ["publicist", "beheerder"]
NOBODY = []
DRAFT, PUBLIC = {"publish_at": None}, {}
PLANNED = {"publish_at": timezone.now() + timedelta(days=365)}
WITHDRAWN = {"withdrawn_at": factories.LONG_AGO, "withdrawal_reason": "Dubbel."}


def change(client, report):
    given = factories.NO_RESULTS | {
        "year": report.year,
        "title": f"Anders {report.year}",
        "summary": "x",
        "sources": "",
        "change_note": "Verbeterd.",
        "version": version_of(report),
    }
    client.post(f"{BASE}/{report.pk}/change/", given)
    return fresh(report).title == f"Anders {report.year}"


def delete(client, report):
    client.post(f"{BASE}/{report.pk}/delete/", {"post": "yes"})
    return not AnnualReport.objects.filter(pk=report.pk).exists()


def verb(name, **given):
    """Return a function that uses a verb and returns whether anything changed."""

    def use(client, report):
        before = fresh(report).state, Review.objects.about(report).count()
        carry_out(client, f"{BASE}/{name}/?ids={report.pk}", **given)
        return before != (fresh(report).state, Review.objects.about(report).count())

    return use


def look(path):
    """Return a function that returns whether a page of a report opens."""

    def opens(client, report):
        address = f"{BASE}/{report.pk}/{path.format(report.year)}"
        return client.get(address).status_code == 200

    return opens


def share(client, report):
    client.post(f"{BASE}/{report.pk}/delen/", {"days": "7"})
    return PreviewLink.objects.about(report).exists()


def revoke(client, report):
    link = PreviewLink.objects.create(
        noun="annualreport",
        record_id=report.pk,
        made_by=User.objects.get(username="offerer"),
        expires_at=timezone.now() + timedelta(days=1),
    )
    client.post(f"{BASE}/{report.pk}/delen/", {"intrekken": link.pk})
    link.refresh_from_db()
    return not link.holds


def fresh(report):
    return AnnualReport.objects.get(pk=report.pk)


MOMENT = {"at_0": "1 januari 2099", "at_1": "10:00"}
# Each action with the state of the report, and who may do it.
ACTIONS = {
    "change a draft": (change, DRAFT, EDITORS),
    "change what is planned": (change, PLANNED, PUBLICISTS),
    "change what is public": (change, PUBLIC, PUBLICISTS),
    "delete a draft": (delete, DRAFT, EDITORS),
    "delete what is planned": (delete, PLANNED, NOBODY),
    "delete what is public": (delete, PUBLIC, NOBODY),
    "submit a draft": (verb("aanbieden", text="Klaar."), DRAFT, EDITORS),
    "publish": (verb("publiceren"), "submitted", PUBLICISTS),
    "publish in an emergency": (
        verb("publiceren", emergency="on", reason="Debat."),
        DRAFT,
        PUBLICISTS,
    ),
    "schedule": (verb("inplannen", **MOMENT), "submitted", PUBLICISTS),
    "send back": (verb("terugsturen", text="Bron?"), "submitted", PUBLICISTS),
    "withdraw": (verb("intrekken", reason="Fout."), PUBLIC, PUBLICISTS),
    "restore": (verb("herstellen"), WITHDRAWN, PUBLICISTS),
    "see a preview": (look("voorvertoning/jaarberichten/{}/"), DRAFT, EDITORS),
    "see the links": (look("delen/"), DRAFT, EDITORS),
    "share a draft": (share, DRAFT, EDITORS),
    "share what is planned": (share, PLANNED, PUBLICISTS),
    "revoke a link": (revoke, DRAFT, EDITORS),
    "see the history": (look("history/"), PUBLIC, EDITORS),
}


@pytest.fixture
def people(db):
    member("offerer", "redacteur")
    return {
        "redacteur": member("riet", "redacteur"),
        "publicist": member("paul", "publicist"),
        "beheerder": User.objects.create_superuser("bea"),
        "somebody without a group": User.objects.create_user("nel", is_staff=True),
        "somebody who is no staff": User.objects.create_user("vic"),
        "a visitor": None,
    }


@pytest.mark.parametrize("action", ACTIONS)
def test_each_action_is_for_its_roles_only(client, people, action):
    act, state, expected = ACTIONS[action]
    able = []
    for year, (role, user) in enumerate(people.items(), 2010):
        report = factories.AnnualReportFactory(
            year=year, **(DRAFT if state == "submitted" else state)
        )
        if state == "submitted":
            submit(report, User.objects.get(username="offerer"), "Klaar.")
        client.logout()
        if user:
            client.force_login(user)
        able += [role] if act(client, report) else []
    assert able == expected


def test_the_state_is_not_in_the_form(as_publicist):
    report = factories.AnnualReportFactory(publish_at=None, sources=[])
    given = {"publish_at_0": "2020-01-01", "publish_at_1": "10:00", "publish_at": "2020-01-01"}
    given |= {"year": 2024, "title": "x", "summary": "x", "version": version_of(report)}
    given |= factories.NO_RESULTS
    as_publicist.post(f"{BASE}/{report.pk}/change/", given)
    assert fresh(report).state == State.CONCEPT
