"""The forms of the verbs; `act` carries one out on a record."""

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _

from programmes.models.text import TextLinesField
from programmes.workflow import publishing, reviewing


def text_field(label, help_text, **options):
    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
    return TextLinesField(label=label, help_text=help_text, widget=widget, **options)


class VerbForm(forms.Form):
    """The form of a verb for `records`; without fields it only has its button."""

    def __init__(self, data, *, records, user):
        super().__init__(data)
        self.records, self.user = records, user


class SubmitForm(VerbForm):
    text = text_field(_("Explanation"), _("What is new, and what should be looked at."))

    def act(self, record):
        if reasons := publishing.obstacles(record):
            raise forms.ValidationError(reasons)
        reviewing.submit(record, self.user, self.cleaned_data["text"])


class SendBackForm(VerbForm):
    text = text_field(_("Remark"), _("What has to be changed. The editor reads this."))

    def act(self, record):
        publishing.send_back(record, self.user, self.cleaned_data["text"])


class PublishForm(VerbForm):
    """Has fields for a reason where nobody else reviewed the drafts."""

    emergency = forms.BooleanField(
        label=_("This is an emergency: it cannot wait for somebody else"), required=False
    )
    reason = text_field(
        _("Reason"),
        _("Why you publish this alone. It is recorded with your name."),
        required=False,
    )

    def __init__(self, data, *, records, user):
        super().__init__(data, records=records, user=user)
        self.objections = sum((publishing.objections(record, user) for record in records), [])
        if not self.objections:
            del self.fields["emergency"], self.fields["reason"]
        elif settings.ONE_PERSON_PUBLISHING:
            del self.fields["emergency"]
            self.fields["reason"].required = True

    def act(self, record):
        given = dict(self.cleaned_data)
        publishing.publish(record, given.pop("at", None), self.user, **given)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("emergency") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Explain why this cannot wait."))
        return cleaned


class MomentWidget(AdminSplitDateTime):
    """A day and a time, each with an aria-label."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        names = (_("Public from, day"), _("Public from, time"))
        for widget, name in zip(self.widgets, names, strict=True):
            widget.attrs["aria-label"] = name


class ScheduleForm(PublishForm):
    at = forms.SplitDateTimeField(
        label=_("Public from"),
        widget=MomentWidget,
        help_text=_("A moment to come, such as 17-9-2026 and 10:00."),
    )
    field_order = ("at",)


class WithdrawForm(VerbForm):
    reason = text_field(_("Reason"), _("Readers see this reason at the address of the record."))

    def act(self, record):
        publishing.withdraw(record, self.cleaned_data["reason"])


class RestoreForm(VerbForm):
    def act(self, record):
        publishing.restore(record)
