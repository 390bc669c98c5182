"""The form to follow a page by e-mail."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.models.subscription import Frequency
from programmes.notices.addresses import normalised


class FollowForm(forms.Form):
    """An e-mail address, and how often a message may come."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "class": "utrecht-textbox utrecht-textbox--html-input"}
        ),
        error_messages={
            "required": _("Give your e-mail address."),
            "invalid": _("This is not a valid e-mail address, such as naam@voorbeeld.nl."),
        },
    )
    hoe_vaak = forms.ChoiceField(
        label=_("How often"),
        choices=Frequency,
        initial=Frequency.DAILY,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose how often.")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_email(self):
        try:
            return normalised(self.cleaned_data["email"])
        except (UnicodeError, ValueError):
            raise ValidationError(self.fields["email"].error_messages["invalid"]) from None
