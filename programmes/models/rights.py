"""What the two groups of staff may do in the administration."""

EDITORS = "redacteur"
PUBLICISTS = "publicist"
ACTIONS = ("view", "add", "change", "delete")
# Models whose rows both groups may view, add, change and delete.
EDITED = (
    "perspective",
    "goal",
    "workprogramme",
    "goalfocus",
    "planning",
    "activity",
    "supervisionfield",
    "event",
    "adjustment",
    "annualreport",
    "goalresult",
    "letter",
    "signature",
    "signatory",
    "incomingletter",
    "sheetimport",
)


def give_rights(apps, schema_editor=None):
    """Make the groups of staff with their rights, or add what they lack.

    Publicists may also publish and withdraw. The arguments are those of `RunPython`: in a migration
    `apps` holds the models as they were then.
    """
    editing = [
        right(apps, model, f"{action}_{model}", f"Can {action} {label(apps, model)}")
        for model in EDITED
        for action in ACTIONS
    ]
    publishing = right(apps, "workprogramme", "publish_register", "Can publish and withdraw")
    groups = apps.get_model("auth", "Group").objects
    groups.get_or_create(name=EDITORS)[0].permissions.add(*editing)
    groups.get_or_create(name=PUBLICISTS)[0].permissions.add(*editing, publishing)


def right(apps, model, codename, name):
    """Return a right on a model, made if needed: Django makes them only after all migrations."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="programmes", model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


def label(apps, model):
    """Return the English name of a model, as in the names that Django gives to rights."""
    return apps.get_model("programmes", model)._meta.verbose_name_raw
