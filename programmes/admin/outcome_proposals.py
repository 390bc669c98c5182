"""Proposals of the screen of outcomes, by those who may not change what is public."""

from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from programmes.admin.proposing import input_of, posted
from programmes.workflow.proposing import propose

SCREEN = "uitkomsten"


class OutcomesProposalMixin:
    """Does for this screen what `ProposalMixin` does for the form of a record."""

    def propose_outcomes(self, request, programme, form, earlier=None):
        """Store a valid form as a proposal, after a try that is rolled back."""
        with transaction.atomic():
            form.save()
            transaction.set_rollback(True)
        propose(programme, request.user, input_of(request.POST), earlier, SCREEN)
        self.say(request, _("Proposed. A publicist finds it on the work list."))
        return redirect("admin:index")

    def proposed_outcomes(self, request, programme, data):
        """Return the form of the activities in the input of a proposal."""
        planned = list(programme.plannings.values_list("activity", flat=True))
        return self.outcomes_form(request, planned, [], data)

    def show_or_propose(self, request, record, earlier=None, **context):
        if earlier is None or earlier.screen != SCREEN:
            return super().show_or_propose(request, record, earlier, **context)
        form = self.proposed_outcomes(request, record, request.POST)
        if form.is_valid():
            return self.propose_outcomes(request, record, form, earlier)
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
        if form.is_valid():
            return self.stored(request, *form.save())
        return self.show_outcomes(request, record, form, proposal=proposal)
