"""The form of an adjustment, as a browser fills it in."""

from django.contrib.auth.models import Permission, User

from programmes.models import Event

BASE = "/beheer/programmes/adjustment"


Kind = Event.Kind


def rows(page):
    """Return the forms of the rows on the screen."""
    return [form for inline in page.context["inline_admin_formsets"]
            for form in inline.formset.forms]  # fmt: skip


def sent(page, **given):
    """Return the POST data of the form in a response, updated with `given`."""
    screen = page.context["adminform"].form
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    forms = [screen, *(each.management_form for each in formsets), *rows(page)]
    values = {field.html_name: field.value() for form in forms for field in form}
    values |= {name: page.context.get(name) for name in ("version", "seen")} | {"sources": ""}
    # A browser does not send checkboxes that are off.
    return {k: v for k, v in (values | given).items() if v is not None and v is not False}


def enter(client, programme, **given):
    address = f"{BASE}/add/?programme={programme.pk}"
    own = {"date": "1-5-2024", "reason": "incident", "explanation": "Een incident."}
    return client.post(address, sent(client.get(address), **(own | given)))


def change(client, adjustment, **given):
    address = f"{BASE}/{adjustment.pk}/change/"
    return client.post(address, sent(client.get(address), **given))


def row(activity, **given):
    return {f"changes-{activity.pk}-{name}": value for name, value in given.items()}


def new(number, **given):
    return {f"additions-nieuw-{number}-{name}": value for name, value in given.items()}


def problems(response):
    """Return the errors of each row of the form in a response."""
    assert response.status_code == 200
    return [
        (form.subject, name, message)
        for form in rows(response)
        for name, messages in form.errors.items()
        for message in messages
    ]


def told(adjustment):
    events = adjustment.events.order_by("pk")
    return [(str(each.activity), str(each), each.note) for each in events]


def viewer():
    user = User.objects.create_user("kees", is_staff=True)
    names = ["view_adjustment", "view_event"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user
