"""One form field for the number of a Kamerstuk, stored in three fields."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.models.kamerstuk import kamerstuk, parts_of

FIELDS = ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number")


class KamerstukField(forms.CharField):
    """A Kamerstuk in any spelling: "34 775 VI, nr. 21", "kst-34775-VI-21".

    The cleaned value and the initial value are (dossier, suffix, number); (None, "", None) when
    empty.
    """

    def __init__(self, **options):
        given = {"label": "Kamerstuk", "required": False, "max_length": 200}
        super().__init__(**given | options)

    def prepare_value(self, value):
        """Return the text of an initial value; input is returned as it is."""
        if not isinstance(value, tuple):
            return value
        return kamerstuk(*value) if value[0] else ""

    def clean(self, value):
        return parts_of(super().clean(value))

    def has_changed(self, initial, data):
        """Return whether `data` is another Kamerstuk than `initial`, in whatever spelling."""
        try:
            return self.clean(data or "") != (initial or (None, "", None))
        except ValidationError:
            return True


class KamerstukForm(forms.ModelForm):
    """A form of a `WithKamerstuk` with one field for the three."""

    kamerstuk = KamerstukField(
        help_text=_("As the House writes it: 34 775 VI, nr. 21. Any spelling will do."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["kamerstuk"] = tuple(getattr(self.instance, name) for name in FIELDS)

    def clean(self):
        cleaned = super().clean()
        for name, part in zip(FIELDS, cleaned.get("kamerstuk", ()), strict=False):
            setattr(self.instance, name, part)
        return cleaned
