"""An administrator creates accounts and assigns groups."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from inspectie.accounts.groups import offered

ADD = "/beheer/auth/user/add/"
NO_GROUP = "Zonder groep kan deze persoon niets zien of doen. Kies een groep."
NO_STAFF = "Zonder stafstatus kan deze persoon het beheer niet openen."


def test_an_account_is_made_on_one_screen(admin_client):
    form = admin_client.get(ADD).context["adminform"].form
    assert form.initial == {"is_staff": True}
    assert [label for _, label in form.fields["groups"].choices] == ["publicist", "redacteur"]
    given = {
        "username": "riet",
        "password1": "een lang wachtwoord",
        "password2": "een lang wachtwoord",
        "first_name": "Riet",
        "is_staff": "on",
        "groups": [Group.objects.get(name="redacteur").pk],
    }
    response = admin_client.post(ADD, given)
    riet = User.objects.get(username="riet")
    assert response.url == f"/beheer/auth/user/{riet.pk}/change/"
    assert (riet.is_staff, riet.is_superuser, riet.first_name) == (True, False, "Riet")
    assert [group.name for group in riet.groups.all()] == ["redacteur"]
    assert riet.check_password("een lang wachtwoord")


def test_rights_come_from_groups_only(admin_client, admin_user):
    form = admin_client.get(f"/beheer/auth/user/{admin_user.pk}/change/").context["adminform"].form
    assert list(form.fields) == [
        "username",
        "password",
        "first_name",
        "last_name",
        "email",
        "is_active",
        "is_staff",
        "groups",
        "is_superuser",
    ]


@pytest.mark.parametrize(
    ("chosen", "warnings"),
    [
        ({"is_staff": "on"}, [NO_GROUP]),
        ({"groups": "redacteur"}, [NO_STAFF]),
        ({"is_staff": "on", "groups": "redacteur"}, []),
    ],
)
def test_an_account_that_can_do_nothing_gives_a_warning(admin_client, chosen, warnings):
    given = {"username": "riet", "password1": "een lang wachtwoord"} | chosen
    given["password2"] = given["password1"]
    if "groups" in given:
        given["groups"] = Group.objects.get(name=given["groups"]).pk
    response = admin_client.post(ADD, given, follow=True)
    found = [each for each in response.context["messages"] if each.level_tag == "warning"]
    assert [each.message for each in found] == warnings


def test_who_is_in_no_group_reads_whom_to_ask(client, anna, settings):
    settings.ACCOUNTS_CONTACT = "Mina (toestel 12)"
    client.force_login(anna)
    assert "Uw account zit in geen groep" not in client.get("/beheer/").text
    anna.groups.clear()
    page = client.get("/beheer/").text
    assert "Uw account zit in geen groep" in page
    assert "Vraag Mina (toestel 12) om u in een groep te zetten." in page


def test_the_rights_of_a_group_are_in_dutch(admin_client):
    group = Group.objects.get(name="publicist")
    address = f"/beheer/auth/group/{group.pk}/change/"
    field = admin_client.get(address).context["adminform"].form["permissions"]
    labels = [str(label) for _key, label in field.field.choices]
    assert "Kamerbrief: wijzigen" in labels
    assert "Mag publiceren en intrekken" in labels
    assert [each for each in labels if "Can " in each] == []
    assert len(labels) == 4 * 19 + 2


def test_saving_a_group_keeps_its_rights(admin_client):
    group = Group.objects.get(name="publicist")
    # A right that is not among those to choose from.
    group.permissions.add(Permission.objects.get(codename="view_user"))
    before = set(group.permissions.all())
    chosen = [right.pk for right in before]
    assert before < set(offered(group))
    given = {"name": "publicist", "permissions": chosen}
    assert admin_client.post(f"/beheer/auth/group/{group.pk}/change/", given).status_code == 302
    assert set(group.permissions.all()) == before


def test_the_title_of_a_page_with_errors_is_in_dutch(admin_client):
    title = admin_client.post(ADD, {}).text.split("<title>")[1].split("</title>")[0]
    assert title.strip().startswith("Fout: ")
