"""The public changes that readers may know: none from before a withdrawal."""

from django.db.models import OuterRef, Subquery

from programmes.models import PublicChange
from programmes.models.publication import Published, owner_of, withdrawn_since


def public_changes(model):
    """Return the `PublicChange`s of records of `model`, without hidden ones (`HiddenChange`).

    Those before a withdrawal are left out too. What was withdrawn stays hidden when the record
    returns: its old values, and those that it had in the meantime.
    """
    changes = PublicChange.objects.filter(noun=model._meta.model_name, hidden=None)
    path = model.public_with[0]
    owner = owner_of(model, path)
    if not issubclass(owner, Published):
        return changes
    key = OuterRef("record_id")
    if path:
        records = model.objects.filter(pk=OuterRef(OuterRef("record_id")))
        key = Subquery(records.values(f"{path}pk"))
    return changes.exclude(withdrawn_since(owner, key, OuterRef("at")))
