"""The forms of a letter as a whole: filled with what was read, checked, stored."""

from programmes.intake.letters.forms import CheckForm, SignerFormSet
from programmes.intake.letters.matching import known_perspective, known_signatory
from programmes.intake.letters.parsing import documents
from programmes.intake.letters.storing import store
from programmes.models import Signature

EMPTY_LINES = 1
KAMERSTUK = ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number")


class Check:
    """The two forms of a letter, validated together.

    Args:
        data: what a person sent, or `as_submitted` of what was read.
        may_publish: whether this person may link a letter to a document that is public.
    """

    def __init__(self, data, *, may_publish=False):
        self.form = CheckForm(data, may_publish=may_publish)
        self.lines = SignerFormSet(data)

    def show_evidence(self, parsed):
        """Add what a `ParsedLetter` was read from, for the screen."""
        self.form.show_evidence(parsed)
        facts = [*parsed.signatories, *parsed.on_behalf_of]
        for line, fact in zip(self.lines, facts, strict=False):
            line.found = fact

    def is_valid(self):
        return self.form.is_valid() & self.lines.is_valid()

    def problems(self):
        """Return the errors of the forms, as sentences with the label of the field."""
        forms = [self.form, *self.lines]
        return [
            f"{form[name].label}: {message}" if name in form.fields else message
            for form in forms
            for name, messages in form.errors.items()
            for message in messages
        ]

    def store(self, incoming):
        """Create the drafts of a valid check; see `storing.store`.

        Returns:
            (letter, document): the document is None when there is none.
        """
        letter, document = self.form.instance, self.form.document
        signatures = filter(None, [line.signature for line in self.lines])
        store(incoming, letter, signatures, document, self.form.cleaned_data["goals"])
        return letter, document


def as_submitted(parsed):
    """Return a `ParsedLetter` as the data of the two forms, so that they show errors at once."""
    same = ("kind", "reference", "place", "subject", "recipient")
    data = {name: text(getattr(parsed, name)) for name in same}
    data["attachment_count"] = text(parsed.attachments)
    data["date"] = parsed.date.value.strftime("%d-%m-%Y") if parsed.date else ""
    data["perspective"] = chosen_perspective(parsed)
    data["goals"] = "\n".join(fact.value for fact in parsed.goals)
    if parsed.years:
        data["first_year"], data["last_year"] = map(str, parsed.years.value)
    if parsed.kamerstuk:
        data |= zip(KAMERSTUK, parsed.kamerstuk.value, strict=True)
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
    first, last = parsed.perspective.value
    known = known_perspective((first, last))
    return str(known.pk) if known else f"nieuw {first}-{last}"


def signer_lines(parsed):
    """Yield the data of a `SignerForm` for each line under a letter."""
    for fact in parsed.signatories:
        name, office = fact.value.name or "", fact.value.office
        known = known_signatory(name, office) if name else None
        yield {"office": office, "name": name, "signatory": known.pk if known else ""}
    for fact in parsed.on_behalf_of:
        yield {"capacity": Signature.Capacity.ON_BEHALF_OF, "office": fact.value}
