"""Propose a change of what only publicists may change, and decide about it."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Proposal
from programmes.models.record import database_now
from programmes.workflow.reviewing import PUBLISH

Decision = Proposal.Decision


@transaction.atomic
def propose(record, by, data, earlier=None, screen="", files=()):
    """Store the input of a form as a proposal, or as a new version of an earlier one.

    Args:
        record: what it changes.
        data: {name of a control: list of its values}.
        earlier: the `Proposal` that it replaces, or None.
        screen: the screen of the form; empty for the form of the record.
        files: {name of a control: uploaded file}; those of the earlier version stay otherwise,
            unless `data` clears them, with the name of the control and "-clear".
    """
    about = {"noun": record._meta.model_name, "record_id": record.pk}
    proposal = earlier or Proposal(**about, by=by, screen=screen)
    proposal.title, proposal.data, proposal.at = str(record)[:500], data, database_now()
    proposal.decision, proposal.decided_by, proposal.decided_at = "", None, None
    proposal.save()
    files = dict(files)
    cleared = [name.removesuffix("-clear") for name in data if name.endswith("-clear")]
    drop(proposal.files.filter(control__in=[*files, *cleared]))
    for control, upload in files.items():
        proposal.files.create(control=control, name=upload.name[-255:], file=upload)
    return proposal


def drop(files):
    """Delete `ProposalFile`s, and what they have in the storage once that is committed."""
    for each in files:
        each.delete()
        transaction.on_commit(partial(each.file.delete, save=False))


def decide(proposal, decision, by, remark=""):
    """Record what became of a proposal.

    Raises:
        ValidationError: when it is sent back without a remark.
    """
    if decision == Decision.RETURNED and not remark.strip():
        raise ValidationError(_("Say what has to be changed: the editor reads this."))
    proposal.decision, proposal.decided_by, proposal.decided_at = decision, by, database_now()
    proposal.remark = remark.strip()
    proposal.save()
    if decision != Decision.RETURNED:
        drop(proposal.files.all())


def proposals_for(user):
    """Return (heading, `Proposal`s) pairs: those to decide about, and those by `user`."""
    found = Proposal.objects.select_related("by", "decided_by")
    own = found.unsettled().filter(by=user)
    sections = [(_("Proposed by me"), own)]
    if user.has_perm(PUBLISH):
        sections.insert(0, (_("Proposals of changes"), found.open().exclude(by=user)))
    return [(title, list(proposals)) for title, proposals in sections if proposals]
