"""The form of a record for those who may only propose a change, and that of a proposal."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from programmes.admin.pages import require
from programmes.changes.for_staff import changes_since, version_of
from programmes.models import Proposal, ProposalFile
from programmes.workflow.context import history_context
from programmes.workflow.proposing import Decision, decide, propose
from programmes.workflow.reviewing import PUBLISH

# What is posted besides the controls of the form starts with one of these.
NOT_INPUT = ("_", "csrfmiddlewaretoken", "typed_by", "form_token", "draft", "proposal-")


def is_proposing(request):
    """Return whether a request shows or checks a form without storing its input."""
    return getattr(request, "rehearsal", None) is not None


class ProposalMixin:
    """Adds the pages to propose a change and to decide about a proposal.

    Both show the form of the record. A rehearsal stores its input in a transaction that is rolled
    back: that checks it as saving does, in the database too, and gives the difference.
    """

    def get_urls(self):
        return [
            self.own_path("<key:object_id>/voorstellen/", self.propose_view, "propose"),
            self.own_path(
                "<key:object_id>/voorstel/<key:proposal>/", self.proposal_view, "proposal"
            ),
            self.own_path("<key:object_id>/bijlage/<key:file>/", self.file_view, "proposed_file"),
            *super().get_urls(),
        ]

    def may_propose(self, request, record):
        """Return whether somebody may change such records, but not this one."""
        return self.may_change(request) and not self.has_change_permission(request, record)

    def may_change(self, request):
        """Return whether somebody may change such records, at least as drafts."""
        return request.user.has_perm(f"programmes.change_{self.opts.model_name}")

    def propose_view(self, request, object_id):
        record = get_object_or_404(self.model, pk=object_id)
        require(self.may_propose(request, record))
        return self.show_or_propose(request, record)

    def show_or_propose(self, request, record, earlier=None, **context):
        """Show the form of a proposal, or store what was posted as one."""
        context["proposing"] = True
        request.chosen = request.FILES.dict()
        if earlier:
            add_files(request, earlier)
        response, changes = self.rehearse(request, record, context)
        if changes is None:
            return response
        if not changes:
            self.say(request, _("You changed nothing yet."), messages.WARNING)
            return redirect(request.path)
        propose(record, request.user, input_of(request.POST), earlier, files=request.chosen)
        self.say(request, _("Proposed. A publicist finds it on the work list."))
        return redirect("admin:index")

    def proposal_view(self, request, object_id, proposal):
        """Show a proposal in the form of its record; store it, send it back or take it back."""
        require(self.may_change(request))
        record = get_object_or_404(self.model, pk=object_id)
        with transaction.atomic():
            rows = Proposal.objects.about(record).unsettled().select_for_update(of=["self"])
            proposal = get_object_or_404(rows.select_related("by"), pk=proposal)
            # A screen of its own may be about other records than this one.
            if proposal.by == request.user and (
                proposal.screen or self.may_propose(request, record)
            ):
                return self.own_proposal(request, record, proposal)
            require(request.user.has_perm(PUBLISH) and request.user != proposal.by)
            require(self.has_change_permission(request, record) and not proposal.decision)
            return self.others_proposal(request, record, proposal)

    def file_view(self, request, object_id, file):
        """Return a file of a proposal, as an attachment."""
        require(self.may_change(request))
        record = get_object_or_404(self.model, pk=object_id)
        proposals = self.proposals_of(request, record)
        found = get_object_or_404(ProposalFile, pk=file, proposal__in=proposals)
        return FileResponse(found.file.open(), as_attachment=True, filename=found.name)

    def own_proposal(self, request, record, proposal):
        if request.method != "POST":
            return self.replay(request, record, proposal)
        if "_take_back" in request.POST:
            return self.settle(request, proposal, Decision.TAKEN_BACK)
        return self.show_or_propose(request, record, proposal, proposal=proposal)

    def others_proposal(self, request, record, proposal):
        if request.method != "POST":
            return self.replay(request, record, proposal)
        if "_send_back" in request.POST:
            return self.send_back(request, record, proposal)
        add_files(request, proposal)
        with history_context(user=proposal.by_id, reviewer=request.user.pk):
            response = self.accept(request, record, proposal)
        if isinstance(response, HttpResponseRedirect):
            return self.settle(request, proposal, Decision.ACCEPTED)
        return response

    def accept(self, request, record, proposal):
        """Store the form of a proposal; return a redirect, or the form with its errors."""
        return self.changeform_view(request, str(record.pk), "", {"proposal": proposal})

    def send_back(self, request, record, proposal):
        try:
            return self.settle(
                request, proposal, Decision.RETURNED, request.POST.get("proposal-remark", "")
            )
        except ValidationError as error:
            return self.replay(request, record, proposal, remark_error=error.message)

    def settle(self, request, proposal, decision, remark=""):
        decide(proposal, decision, request.user, remark)
        done = _("Proposal %(decision)s: %(record)s.")
        outcome = proposal.get_decision_display()
        self.say(request, done % {"decision": outcome, "record": proposal})
        return redirect("admin:index")

    def replay(self, request, record, proposal, **context):
        """Show the form with the input of a proposal, and the difference with what is stored."""
        add_files(request, proposal)
        request.method, request.POST = "POST", posted(proposal.data)
        _response, changes = self.rehearse(request, record)
        request.POST, request.proposal = posted(proposal.data), proposal
        request.refusal, request.rehearsal = _("This is a proposal: nothing of it is stored."), ""
        context |= {"proposal": proposal, "proposed": changes, "errors": None}
        if proposal.by == request.user:
            context["proposing"] = True
        return self.changeform_view(request, str(record.pk), "", context)

    def rehearse(self, request, record, context=None):
        """Show the form, or store its input and roll that back.

        Returns:
            The response; the `Change`s of the record and its parts, or None when nothing was
            posted, or it was refused or out of date.
        """
        request.rehearsal, request.rehearsed = version_of(record), None
        with transaction.atomic():
            response = self.changeform_view(request, str(record.pk), "", context)
            transaction.set_rollback(request.rehearsed is not None)
        return response, request.rehearsed

    def save_model(self, request, obj, form, change):
        """Store the record; of a rehearsal only the names of its files."""
        if is_proposing(request):
            for name in form.files:
                if name in form.changed_data:
                    getattr(obj, name)._committed = True
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        if is_proposing(request):
            request.rehearsed = changes_since(obj, request.rehearsal)
            return HttpResponse()
        return super().response_change(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and not is_proposing(request):
            context["proposals"] = self.proposals_of(request, obj)
            context["propose"] = self.may_propose(request, obj) and self.address("propose", obj.pk)
        if context.get("proposal"):
            # Those of a proposal are kept.
            context["files_again"] = [each.name for each in getattr(request, "chosen", {}).values()]
        if hasattr(request, "proposal"):
            drop_error(context["adminform"].form, request.refusal)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def proposals_of(self, request, record):
        """Return the proposals about a record that this user can open."""
        found = Proposal.objects.about(record).select_related("by")
        return (
            found.open()
            if request.user.has_perm(PUBLISH)
            else found.filter(by=request.user).unsettled()
        )

    def message_user(self, request, *args, **kwargs):
        """Say nothing about what is only rehearsed."""
        if not is_proposing(request):
            super().message_user(request, *args, **kwargs)

    def say(self, request, text, level=messages.SUCCESS):
        super().message_user(request, text, level)


def add_files(request, proposal):
    """Add the files of a proposal to those of a request that has no other in their place."""
    # Reading them first: that would replace POST by what the request really has later.
    files = request.FILES.copy()
    for each in proposal.files.all():
        if each.control not in files and f"{each.control}-clear" not in request.POST:
            files[each.control] = each.upload()
    request._files = files


def input_of(sent):
    """Return {name: values} of the controls in POST data, without what JSONB cannot hold."""
    return {
        name: values
        for name, values in sent.lists()
        if not name.startswith(NOT_INPUT) and "\0" not in "".join([name, *values])
    }


def posted(data):
    """Return the `QueryDict` of the input of a proposal."""
    sent = QueryDict(mutable=True)
    for name, values in data.items():
        sent.setlist(name, values)
    return sent


def drop_error(form, message):
    """Remove an error of the whole form that was only there to show its input."""
    kept = [each for each in form.non_field_errors().data if message not in each.messages]
    form.errors.pop(NON_FIELD_ERRORS, None)
    if kept:
        form.add_error(None, kept)
