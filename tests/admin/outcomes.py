"""The screen of outcomes, as a browser fills it in."""

from django.contrib.auth.models import Permission, User

from programmes.models import Event
from tests import factories

BASE = "/beheer/programmes/workprogramme"


Kind = Event.Kind


def plan(programme, **given):
    planned = {f"activity__{name}": value for name, value in given.items()}
    return factories.PlanningFactory(programme=programme, **planned).activity


def screen(programme):
    return f"{BASE}/{programme.pk}/uitkomsten/"


def sent(page, **given):
    """Return the POST data of the form in a response, updated with `given`."""
    form = page.context["form"]
    values = {field.html_name: field.value() for each in (form, *form.rows) for field in each}
    values |= {f"{row.prefix}-seen": row.activity.seen for row in form.rows}
    return {name: "" if value is None else value for name, value in (values | given).items()}


def tell(client, programme, **given):
    return client.post(screen(programme), sent(client.get(screen(programme)), **given))


def row(activity, **given):
    return {f"{activity.pk}-{name}": value for name, value in given.items()}


def problems(response):
    """Return the errors of the form in a response: of each row, and of the whole."""
    assert response.status_code == 200
    form = response.context["form"]
    rows = [(each.subject, name, message) for each in form.rows
            for name, messages in each.errors.items() for message in messages]  # fmt: skip
    whole = [(name, message) for name, messages in form.errors.items() for message in messages]
    return rows, whole


def told():
    return [(str(each.activity), str(each)) for each in Event.objects.order_by("pk")]


def viewer(*more):
    user = User.objects.create_user("kees", is_staff=True)
    names = ["view_workprogramme", "view_activity", *more]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user
