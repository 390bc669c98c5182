"""The forms for checking a letter: the letter, the document it offers, and its signers."""

import re
from itertools import chain

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.intake.letters.answer import KINDS
from programmes.intake.letters.matching import (
    check_is_draft,
    document_of,
    known_goal,
    known_perspective,
    same_person,
)
from programmes.models import Letter, Perspective, Signatory, Signature, WorkProgramme
from programmes.models.when import DayField

# The choice of a perspective that is not in the register, with its years.
NEW = re.compile(r"nieuw ([0-9]{4})-([0-9]{4})")
# The fields on one line of the screen.
DOCUMENT_ROWS = (("kind",), ("first_year", "last_year"), ("perspective",), ("goals",))
LETTER_ROWS = (
    ("reference", "date"),
    ("subject",),
    ("recipient",),
    ("attachment_count", "place"),
    ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number"),
)
# By field of the form, the fact of a letter that is its initial value, where their names differ.
FACTS = {
    "first_year": "years",
    "last_year": "years",
    "kamerstuk_dossier": "kamerstuk",
    "kamerstuk_suffix": "kamerstuk",
    "kamerstuk_number": "kamerstuk",
    "attachment_count": "attachments",
}


class PerspectiveField(forms.ChoiceField):
    """A perspective of the register, by its primary key, or a new one, by its years."""

    def valid_value(self, value):
        if new := NEW.fullmatch(value):
            return known_perspective(years_of(new)) is None
        return super().valid_value(value)

    def clean(self, value):
        """Return the `Perspective`, stored or new, or None."""
        value = super().clean(value)
        if new := NEW.fullmatch(value):
            first, last = years_of(new)
            return Perspective(first_year=first, last_year=last)
        return Perspective.objects.filter(pk=value).first() if value else None


def years_of(new):
    return int(new[1]), int(new[2])


class CheckForm(forms.ModelForm):
    """A letter that was read, and what it offers, for a person to check.

    Args:
        data: what a person sent, or what was read.
        parsed: the `ParsedLetter`, with the words that each field was read from.
        may_publish: whether this person may link a letter to a document that is public.

    Attributes:
        document: the record that the letter offers, stored or new, once the form is valid; or None.
    """

    kind = forms.ChoiceField(label=_("document offered"), required=False)
    first_year = forms.IntegerField(label=_("first year"), required=False)
    last_year = forms.IntegerField(label=_("last year"), required=False)
    perspective = PerspectiveField(label=_("multi-year perspective"), required=False)
    goals = forms.CharField(
        label=_("goals"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One on a line. Only a perspective that is new is stored with these goals."),
    )

    class Meta:
        model = Letter
        fields = [*chain.from_iterable(LETTER_ROWS)]
        field_classes = {"date": DayField}

    def __init__(self, data, *, parsed, may_publish):
        super().__init__(data)
        self.may_publish, self.parsed, self.document = may_publish, parsed, None
        self.fields["kind"].choices = [("", _("not found")), *KINDS.items()]
        self.fields["perspective"].choices = perspective_choices(parsed.perspective)
        for name, field in self.fields.items():
            field.found = evidence(getattr(parsed, FACTS.get(name, name)))

    def document_rows(self):
        return [[self[name] for name in row] for row in DOCUMENT_ROWS]

    def letter_rows(self):
        return [[self[name] for name in row] for row in LETTER_ROWS]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("last_year"):
            cleaned["last_year"] = cleaned.get("first_year")
        kind, first = cleaned.get("kind", ""), cleaned.get("first_year")
        frame = cleaned.get("perspective")
        try:
            self.document = document_of(kind, first, cleaned.get("last_year"))
            if self.document:
                self.check_document(self.document, frame)
        except ValidationError as error:
            self.add_document_errors(error)
        return cleaned

    def clean_goals(self):
        """Return the titles of the goals."""
        return list(filter(None, map(str.strip, self.cleaned_data["goals"].splitlines())))

    def check_document(self, document, frame):
        """Check the rules of a document, and the permission to link it to a letter.

        Raises:
            ValidationError: with the field and the reason.
        """
        if not self.may_publish:
            check_is_draft(document, "first_year")
        if isinstance(document, WorkProgramme):
            self.check_frame(document, frame)
        document.clean_fields(exclude=["perspective", "programme", "letter", "slug"])
        document.clean()

    def check_frame(self, programme, chosen):
        """Set the perspective of a programme, unless it has one.

        Raises:
            ValidationError: when it has another one.
        """
        if programme.perspective is None:
            programme.perspective = chosen
        elif chosen and chosen != programme.perspective:
            message = gettext("In the register %(document)s belongs to %(perspective)s.")
            told = {"document": programme, "perspective": programme.perspective}
            raise ValidationError({"perspective": message % told})

    @property
    def perspective_is_new(self):
        """Whether the letter names a perspective that is not in the register."""
        found = self.parsed.perspective
        return bool(found) and known_perspective(found.value) is None

    def add_document_errors(self, error):
        """Add the errors of a document to the form fields that they come from."""
        names = {"year": "first_year"}
        for field, messages in getattr(error, "error_dict", {None: error.messages}).items():
            place = names.get(field, field)
            self.add_error(place if place in self.fields else None, messages)

    def known_goals(self):
        """Return (title, `Goal` or None) of each goal that was read."""
        frame = self.parsed.perspective and known_perspective(self.parsed.perspective.value)
        goals = list(frame.goals.all()) if frame else []
        return [(fact.value, known_goal(fact.value, goals)) for fact in self.parsed.goals]


def evidence(found):
    """Return the facts that a field was read from, without repeated words.

    Args:
        found: a `Fact`, a tuple of them, or None.
    """
    facts = found if isinstance(found, tuple) else tuple(filter(None, [found]))
    return list({fact.words: fact for fact in reversed(facts)}.values())[::-1]


def perspective_choices(found):
    """Return the choices of a perspective; one that was read and is new comes first."""
    stored = [(str(each.pk), str(each)) for each in Perspective.objects.all()]
    new = []
    if found and not known_perspective(found.value):
        years = "-".join(map(str, found.value))
        new = [
            (f"nieuw {years}", gettext("New: multi-year perspective %(years)s") % {"years": years})
        ]
    return [("", gettext("not known")), *new, *stored]


class SignatoryField(forms.ModelChoiceField):
    """A signatory, with the office and its years: somebody may have had several."""

    def label_from_instance(self, signatory):
        return f"{signatory} ({signatory.in_office})" if signatory.in_office else str(signatory)


class SignerForm(forms.Form):
    """One line under a letter; a line without an office is ignored.

    Attributes:
        found: the `Fact` it was read from, or None.
    """

    found = None

    capacity = forms.ChoiceField(label=_("capacity"), choices=Signature.Capacity.choices)
    name = forms.CharField(label=_("name"), max_length=200, required=False)
    office = forms.CharField(label=_("office as printed"), max_length=200, required=False)
    signatory = SignatoryField(
        Signatory.objects.all(),
        label=_("in the register"),
        required=False,
        empty_label=_("new, or not known"),
    )

    def clean(self):
        cleaned = super().clean()
        signs = cleaned.get("capacity") == Signature.Capacity.SIGNS
        office, name, known = (cleaned.get(each) for each in ("office", "name", "signatory"))
        if (name or known) and not office:
            self.add_error("office", _("Fill in the office, as printed."))
        if office and signs and not (name or known):
            self.add_error("name", _("Choose who signs the letter."))
        return cleaned

    @property
    def mark(self):
        """The state of somebody who signs: "known", "new", or "" without a name."""
        if self["signatory"].value() or self.known:
            return "known"
        return "new" if self["name"].value() else ""

    @cached_property
    def known(self):
        """The `Signatory` with the name and office on the line, whatever the titles, or None.

        None too when another is chosen.
        """
        if self["signatory"].value():
            return None
        self.is_valid()
        name, office = map(self.cleaned_data.get, ("name", "office"))
        return same_person(name, office) if name and office else None

    @property
    def signature(self):
        """The `Signature` of a valid line, without its letter, or None for an empty line."""
        names = ("capacity", "name", "office", "signatory")
        capacity, name, office, signatory = map(self.cleaned_data.get, names)
        if not office:
            return None
        if name and not signatory:
            signatory = self.known or Signatory(name=name, office=office)
        return Signature(capacity=capacity, office=office, signatory=signatory)


SignerFormSet = forms.formset_factory(SignerForm, extra=0)
