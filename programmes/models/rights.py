"""Groups of the staff, editors and publicists, and their permissions."""

EDITORS = "redacteur"
PUBLICISTS = "publicist"
ACTIONS = ("view", "add", "change", "delete")
# Models whose rows both groups may view, add, change and delete.
EDITED = (
    "perspective",
    "goal",
    "goalcontinuation",
    "workprogramme",
    "goalfocus",
    "planning",
    "activity",
    "supervisionfield",
    "fieldgroup",
    "event",
    "expectation",
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
    """Create the groups with their permissions, or add the permissions that are missing.

    Publicists may also publish and withdraw. The arguments are those of `RunPython`.
    """
    editing = [
        permission(apps, model, f"{action}_{model}", f"Can {action} {label(apps, model)}")
        for model in EDITED
        # A migration runs this with the models of its time.
        if model in apps.all_models["programmes"]
        for action in ACTIONS
    ]
    publishing = permission(apps, "workprogramme", "publish_register", "Can publish and withdraw")
    groups = apps.get_model("auth", "Group").objects
    groups.get_or_create(name=EDITORS)[0].permissions.add(*editing)
    groups.get_or_create(name=PUBLICISTS)[0].permissions.add(*editing, publishing)


def permission(apps, model, codename, name):
    """Get or create a permission: Django creates them only after all migrations have run."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="programmes", model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


def label(apps, model):
    """Return the English name of a model, as in the names of Django's own permissions."""
    return apps.get_model("programmes", model)._meta.verbose_name_raw
