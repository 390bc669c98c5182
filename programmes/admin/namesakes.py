"""Records with the same name as the one in a form: a warning, to be confirmed."""

from programmes.workflow.worklist import admin_address

# The field that names a record, the first that the form has.
NAMES = ("title", "subject", "name")


def name_field(form):
    return next((name for name in NAMES if name in form.fields), None)


def namesakes(form):
    """Return (record, address) of each other record with the name that a form gives.

    There are none when a stored record keeps its name.
    """
    name = name_field(form)
    value = form.cleaned_data.get(name)
    if not value or (form.instance.pk and name not in form.changed_data):
        return []
    others = type(form.instance).objects.exclude(pk=form.instance.pk)
    return [(each, admin_address(each)) for each in others.filter(**{f"{name}__iexact": value})]
