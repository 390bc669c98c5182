"""The audit list is complete, append-only and without secrets."""

import csv
import io

import pghistory
import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.db import DatabaseError, connection, transaction

from inspectie.accounts.models import AuditEntry
from tests.factories import PASSWORD

LIST = "/beheer/accounts/auditentry/"


@pytest.fixture
def lines():
    """Return a function that returns the entries made since the test began, oldest first."""
    start = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def since(*names):
        found = AuditEntry.objects.filter(pk__gt=start).order_by("pk")
        return list(found.values_list(*(names or ("kind", "account", "by", "details"))))

    return since


def test_signing_in_and_out_and_failing_is_written_down(client, anna, sign_in, lines):
    sign_in("anna", "fout")
    sign_in("anna")
    client.post("/beheer/uitloggen/")
    assert lines("kind", "account", "address", "details") == [
        ("geweigerd", "anna", "127.0.0.1", "onjuist wachtwoord"),
        ("ingelogd", "anna", "127.0.0.1", "wachtwoord"),
        ("uitgelogd", "anna", "127.0.0.1", ""),
    ]


def test_what_somebody_types_is_never_written_down(sign_in, lines):
    sign_in("mijn geheime wachtwoord", "fout")
    assert lines() == [("geweigerd", "", "", "onbekende gebruikersnaam")]


@pytest.mark.parametrize("password", ["fout", PASSWORD])
def test_an_attempt_on_a_blocked_account_is_written_down_as_that(sign_in, anna, lines, password):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    sign_in("anna", password)
    assert lines()[-1] == ("geweigerd", "anna", "", "het account is geblokkeerd")


def test_too_many_attempts_are_written_down(sign_in, anna, lines):
    for _attempt in range(6):
        sign_in("anna", "fout")
    assert lines()[-1] == ("geweigerd", "anna", "", "te veel pogingen")


@pytest.mark.parametrize(
    "credential", ['{"id": "x"}', "[1]", '"x"', '{"response": {"userHandle": 1}}']
)
def test_a_refused_passkey_is_written_down(client, lines, credential):
    response = client.post("/beheer/passkeys/inloggen/", {"credential": credential})
    assert response["Location"] == "/beheer/inloggen/"
    assert lines() == [("factor_geweigerd", "", "", "toegangssleutel (passkey)")]


def test_the_rights_of_an_account_are_written_down_with_who_gave_them(
    admin_client, admin_user, anna, lines
):
    before = len(lines())
    group = Group.objects.get(name="publicist")
    given = {
        "username": "anna",
        "is_active": "",
        "is_staff": "on",
        "groups": [group.pk],
        "date_joined_0": "01-01-2026",
        "date_joined_1": "10:00",
    }
    response = admin_client.post(f"/beheer/auth/user/{anna.pk}/change/", given)
    assert response.status_code == 302
    assert sorted(lines()[before:]) == [
        ("geblokkeerd", "anna", "admin", ""),
        ("recht_gegeven", "anna", "admin", "groep publicist"),
        ("recht_ontnomen", "anna", "admin", "groep redacteur"),
    ]


def test_a_change_outside_the_site_is_written_down_too(anna, lines):
    before = len(lines())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE auth_user SET is_superuser = true WHERE id = %s", [anna.pk])
    with pghistory.context(source="een opdracht"):
        anna.user_permissions.add(Permission.objects.get(codename="view_auditentry"))
        anna.set_password("een ander wachtwoord")
        anna.username = "anne"
        anna.save()
    assert lines()[before:] == [
        ("recht_gegeven", "anna", "", "beheerder"),
        ("recht_gegeven", "anna", "een opdracht", "recht view_auditentry"),
        ("account_hernoemd", "anne", "een opdracht", "eerder anna"),
        ("wachtwoord", "anne", "een opdracht", ""),
        ("recht_ontnomen", "anne", "een opdracht", "beheerder"),
    ]


def test_a_new_account_and_the_rights_of_a_group_are_written_down(lines):
    User.objects.create_superuser("baas")
    Group.objects.get(name="redacteur").permissions.add(
        Permission.objects.get(codename="view_auditentry")
    )
    assert lines() == [
        ("account_gemaakt", "baas", "", "beheerder, medewerker"),
        ("recht_gegeven", "", "", "groep redacteur, recht view_auditentry"),
    ]


def test_a_second_factor_is_written_down_without_its_secret(anna, lines):
    before = len(lines())
    Authenticator.objects.create(user=anna, type="totp", data={"secret": "GEHEIM"}).delete()
    assert lines()[before:] == [
        ("factor_toegevoegd", "anna", "", "app met codes"),
        ("factor_verwijderd", "anna", "", "app met codes"),
    ]


@pytest.mark.parametrize(
    "change", ["UPDATE accounts_auditentry SET account = ''", "DELETE FROM accounts_auditentry"]
)
def test_a_line_is_never_altered(anna, lines, change):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert AuditEntry.objects.filter(kind="account_gemaakt", account="anna").count() == 1


def test_an_account_is_never_deleted(admin_client, anna):
    address = f"/beheer/auth/user/{anna.pk}/delete/"
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [anna.pk], "post": "yes"}
    admin_client.post("/beheer/auth/user/", chosen)
    with pytest.raises(DatabaseError, match="Een account wordt geblokkeerd"), transaction.atomic():
        User.objects.filter(pk=anna.pk).delete()
    assert User.objects.filter(pk=anna.pk).exists()


def test_the_list_is_filtered(admin_client, sign_in, anna):
    sign_in("anna", "fout")
    found = admin_client.get(f"{LIST}?kind__exact=geweigerd&q=anna").context["cl"].result_list
    assert [(line.kind, line.account) for line in found] == [("geweigerd", "anna")]


@pytest.mark.django_db(transaction=True)
def test_the_filtered_list_is_downloaded(admin_client, client, lines):
    User.objects.create_user("=1+1", password=PASSWORD)
    client.post("/beheer/inloggen/", {"login": "=1+1", "password": "fout"})
    response = admin_client.get(f"{LIST}csv/?kind__exact=geweigerd")
    text = b"".join(response).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == [
        "moment", "wat", "account", "gedaan door", "netwerkadres", "bijzonderheden",
    ]  # fmt: skip
    assert [row[1:] for row in rows[1:]] == [
        ["inloggen geweigerd", "'=1+1", "", "127.0.0.1", "onjuist wachtwoord"]
    ]


def test_a_mistyped_filter_downloads_nothing(admin_client):
    assert admin_client.get(f"{LIST}csv/?soort=x").status_code == 400


def test_the_list_is_for_administrators(client, anna, paul):
    for user in (anna, paul):
        client.force_login(user)
        answers = [client.get(LIST), client.get(f"{LIST}csv/"), client.post(f"{LIST}add/")]
        assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_nobody_adds_or_changes_a_line(admin_client):
    line = AuditEntry.objects.create(kind="ingelogd")
    addresses = ["add/", f"{line.pk}/change/", f"{line.pk}/delete/"]
    answers = [admin_client.post(f"{LIST}{each}", {"post": "yes"}) for each in addresses]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
