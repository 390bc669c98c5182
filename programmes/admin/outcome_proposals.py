"""Proposals of the screen of outcomes, by those who may not change what is public."""

from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from programmes.admin.proposing import input_of, posted
from programmes.admin.record import refusal
from programmes.workflow.proposing import propose

SCREEN = "uitkomsten"


class OutcomesProposalMixin:
    """Does for this screen what `ProposalMixin` does for the form of a record."""

    def try_to_save(self, form, dry_run=False):
        """Return what `form.save` returns; or None, and add what the database refuses to the form.

        Args:
            dry_run: whether to roll back what was saved.
        """
        try:
            with transaction.atomic():
                stored = form.save()
                transaction.set_rollback(dry_run)
        except IntegrityError as error:
            form.add_error(None, refusal(error))
            return None
        return stored

    def propose_outcomes(self, request, programme, earlier=None):
        propose(programme, request.user, input_of(request.POST), earlier, SCREEN)
        self.say(request, _("Proposed. A publicist finds it on the work list."))
        return redirect("admin:index")

    def proposed_outcomes(self, request, programme, data):
        """Return the form of the activities in the input of a proposal."""
        return self.outcomes_form(request, programme, [], data)

    def show_or_propose(self, request, record, earlier=None, **context):
        if earlier is None or earlier.screen != SCREEN:
            return super().show_or_propose(request, record, earlier, **context)
        form = self.proposed_outcomes(request, record, request.POST)
        if form.is_valid() and self.try_to_save(form, dry_run=True):
            return self.propose_outcomes(request, record, earlier)
        return self.show_outcomes(request, record, form, proposing=True, proposal=earlier)

    def replay(self, request, record, proposal, **context):
        if proposal.screen != SCREEN:
            return super().replay(request, record, proposal, **context)
        form = self.proposed_outcomes(request, record, posted(proposal.data))
        context |= {"proposal": proposal, "proposing": proposal.by == request.user}
        return self.show_outcomes(request, record, form, **context)

    def accept(self, request, record, proposal):
        if proposal.screen != SCREEN:
            return super().accept(request, record, proposal)
        form = self.proposed_outcomes(request, record, request.POST)
        if form.is_valid() and (stored := self.try_to_save(form)):
            return self.stored(request, *stored)
        return self.show_outcomes(request, record, form, proposal=proposal)
