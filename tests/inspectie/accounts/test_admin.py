"""An administrator creates accounts and assigns groups."""

from django.contrib.auth.models import Group, User

ADD = "/beheer/auth/user/add/"


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
