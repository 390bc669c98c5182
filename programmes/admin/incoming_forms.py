"""The forms in which a person checks what was read from a letter."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.record import is_draft
from programmes.admin.verbs import PUBLISH
from programmes.intake.answer import KINDS
from programmes.intake.matching import known_goal, known_perspective, known_signatory
from programmes.intake.parsing import documents
from programmes.intake.storing import Offer, Signer, document_of
from programmes.models import Letter, Perspective, Signatory, Signature, WorkProgramme

NEW = "nieuw"
# The facts of a letter, by the fields of the form in which they end up.
FACTS = {
    "kind": "kind",
    "first_year": "years",
    "last_year": "years",
    "perspective": "perspective",
    "goals": "goals",
    "reference": "reference",
    "kamerstuk_dossier": "kamerstuk",
    "kamerstuk_suffix": "kamerstuk",
    "kamerstuk_number": "kamerstuk",
    "date": "date",
    "place": "place",
    "subject": "subject",
    "recipient": "recipient",
    "attachment_count": "attachments",
}


class UploadWidget(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadField(forms.FileField):
    """One or several files."""

    widget = UploadWidget

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(UploadField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    files = UploadField(
        label=_("Letters"),
        help_text=_(
            "One or several files: PDF, Word (DOCX) or text, at most 20 MB each. You can also drag "
            "them here."
        ),
    )


class CheckForm(forms.ModelForm):
    """What was read from a letter, for a person to check: the letter, and what it offers.

    Args:
        parsed: the `ParsedLetter`.
        user: who checks; what is public is linked by publicists only.
    """

    kind = forms.ChoiceField(label=_("document offered"), required=False)
    first_year = forms.IntegerField(label=_("first year"), required=False)
    last_year = forms.IntegerField(label=_("last year"), required=False)
    perspective = forms.ChoiceField(label=_("multi-year perspective"), required=False)
    goals = forms.CharField(
        label=_("goals"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One on a line. They are stored with a perspective that is new; goals of a perspective "
            "that is in the register stay as they are there."
        ),
    )

    class Meta:
        model = Letter
        fields = [
            "reference",
            "kamerstuk_dossier",
            "kamerstuk_suffix",
            "kamerstuk_number",
            "date",
            "place",
            "subject",
            "recipient",
            "attachment_count",
        ]

    def __init__(self, data, *, parsed, user):
        super().__init__(data)
        self.parsed, self.user = parsed, user
        self.fields["kind"].choices = [("", _("not found")), *KINDS.items()]
        self.fields["perspective"].choices = perspective_choices(parsed.perspective)
        for name, field in self.fields.items():
            found = getattr(parsed, FACTS[name])
            field.found = found if isinstance(found, tuple) else tuple(filter(None, [found]))

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("last_year"):
            cleaned["last_year"] = cleaned.get("first_year")
        self.offer = Offer(
            cleaned.get("kind", ""),
            cleaned.get("first_year"),
            cleaned.get("last_year"),
            self.frame(cleaned),
            tuple(filter(None, map(str.strip, cleaned.get("goals", "").splitlines()))),
        )
        try:
            document = document_of(self.offer)
            if document:
                self.check_document(document)
        except ValidationError as error:
            self.add_document_errors(error)
        return cleaned

    def frame(self, cleaned):
        """Return the perspective that is chosen: stored, new, or None."""
        chosen = cleaned.get("perspective")
        if chosen == NEW:
            first, last = self.parsed.perspective.value
            return Perspective(first_year=first, last_year=last)
        return Perspective.objects.get(pk=chosen) if chosen else None

    def check_document(self, document):
        """Check the rules for a document, and the right of this person to link it to a letter.

        Raises:
            ValidationError: with the field and the reason.
        """
        if document.pk and not is_draft(document) and not self.user.has_perm(PUBLISH):
            message = gettext("%(document)s is public: a publicist can link the letter to it.")
            raise ValidationError({"first_year": message % {"document": document}})
        if isinstance(document, WorkProgramme) and not document.perspective:
            document.perspective = self.offer.perspective
        document.clean_fields(exclude=["perspective", "programme", "letter", "slug"])
        document.clean()

    def add_document_errors(self, error):
        """Put what is wrong with a document beside the field that it comes from."""
        names = {"year": "first_year"}
        for field, messages in getattr(error, "error_dict", {None: error.messages}).items():
            place = names.get(field, field)
            self.add_error(place if place in self.fields else None, messages)

    def known_goals(self):
        """Return (title, `Goal` or None) of each goal that was read."""
        frame = self.parsed.perspective and known_perspective(self.parsed.perspective.value)
        goals = list(frame.goals.all()) if frame else []
        return [(fact.value, known_goal(fact.value, goals)) for fact in self.parsed.goals]


def perspective_choices(found):
    """Return the perspectives to choose from; one that was read and is new stands first."""
    stored = [(str(each.pk), str(each)) for each in Perspective.objects.all()]
    new = []
    if found and not known_perspective(found.value):
        years = "-".join(map(str, found.value))
        new = [(NEW, gettext("New: multi-year perspective %(years)s") % {"years": years})]
    return [("", gettext("not known")), *new, *stored]


class SignerForm(forms.Form):
    """One line under a letter; a line without an office does not count."""

    capacity = forms.ChoiceField(label=_("capacity"), choices=Signature.Capacity.choices)
    office = forms.CharField(label=_("office as printed"), max_length=200, required=False)
    name = forms.CharField(label=_("name"), max_length=200, required=False)
    signatory = forms.ModelChoiceField(
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
    def signer(self):
        """Return the `Signer` of a valid line, or None for an empty one."""
        cleaned = self.cleaned_data
        office, name = cleaned.get("office"), cleaned.get("name")
        if not office:
            return None
        signatory = cleaned.get("signatory") or (
            Signatory(name=name, office=office) if name else None
        )
        return Signer(cleaned["capacity"], office, signatory)


SignerFormSet = forms.formset_factory(SignerForm, extra=0)
EMPTY_LINES = 1


def as_submitted(parsed):
    """Return what was read as the data of the two forms: as if a person had sent it so.

    The forms then show at once what goes wrong, before anything is stored.
    """
    first, last = parsed.years.value if parsed.years else ("", "")
    dossier, suffix, number = parsed.kamerstuk.value if parsed.kamerstuk else ("", "", "")
    date = parsed.date.value.strftime("%d-%m-%Y") if parsed.date else ""
    data = {
        "kind": text(parsed.kind),
        "first_year": str(first),
        "last_year": str(last),
        "perspective": chosen_perspective(parsed),
        "goals": "\n".join(fact.value for fact in parsed.goals),
        "reference": text(parsed.reference),
        "kamerstuk_dossier": dossier,
        "kamerstuk_suffix": suffix,
        "kamerstuk_number": number,
        "date": date,
        "place": text(parsed.place),
        "subject": text(parsed.subject),
        "recipient": text(parsed.recipient),
        "attachment_count": text(parsed.attachments),
    }
    lines = [*signer_lines(parsed), *[{}] * EMPTY_LINES]
    data |= {"form-TOTAL_FORMS": str(len(lines)), "form-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        line = {"capacity": Signature.Capacity.SIGNS} | line
        data |= {f"form-{number}-{name}": value for name, value in line.items()}
    return data


def text(fact):
    return "" if fact is None else str(fact.value)


def chosen_perspective(parsed):
    if not parsed.perspective or text(parsed.kind) == documents.PERSPECTIVE:
        return ""
    known = known_perspective(parsed.perspective.value)
    return str(known.pk) if known else NEW


def signer_lines(parsed):
    """Yield the data of a `SignerForm` for each line under a letter."""
    for fact in parsed.signatories:
        name, office = fact.value.name or "", fact.value.office
        known = known_signatory(name, office) if name else None
        yield {"office": office, "name": name, "signatory": known.pk if known else ""}
    for fact in parsed.on_behalf_of:
        yield {"capacity": Signature.Capacity.ON_BEHALF_OF, "office": fact.value}
