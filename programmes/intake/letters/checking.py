"""The forms of a letter as a whole: filled with what was read, checked, stored."""

from programmes.intake.letters.forms import CheckForm, SignerFormSet
from programmes.intake.letters.matching import known_perspective, known_signatory
from programmes.intake.letters.parsing import documents
from programmes.intake.letters.storing import store
from programmes.intake.letters.term_form import TermForm
from programmes.models import Signature

# Empty lines after the signatories that were read; a scan has none that were.
EMPTY_LINES, LINES_OF_SCAN = 1, 3
# The button that adds a line; with it nothing is stored.
ADD_LINE = "nog_een_regel"
KAMERSTUK = ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number")


class Check:
    """The forms of a letter, validated together.

    Args:
        parsed: the `ParsedLetter`.
        data: what a person sent, or None for what was read, so that errors show at once.
        may_publish: whether this person may add to a record that is public.

    Attributes:
        form: of the letter, and of what it offers.
        lines: a form for each line under the letter.
        terms: a form for each term that the letter names.
    """

    def __init__(self, parsed, data=None, *, may_publish=False):
        data = as_submitted(parsed) if data is None else with_line(data)
        self.form = CheckForm(data, parsed=parsed, may_publish=may_publish)
        self.lines = SignerFormSet(data)
        signers = [*parsed.signatories, *parsed.on_behalf_of]
        for line, fact in zip(self.lines, signers, strict=False):
            line.found = fact
        self.terms = [
            TermForm(data, prefix=f"term-{number}", found=fact, may_publish=may_publish)
            for number, fact in enumerate(parsed.terms)
        ]

    @property
    def forms(self):
        return [self.form, *self.lines, *self.terms]

    def is_valid(self):
        valid = [each.is_valid() for each in [self.form, self.lines, *self.terms]]
        for term in self.terms:
            term.told_on = self.form.cleaned_data.get("date")
        return all(valid)

    def problems(self):
        """Return the errors of the forms, as sentences with the label of the field."""
        return [
            f"{form[name].label}: {message}" if name in form.fields else message
            for form in self.forms
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
        expectations = filter(None, [term.expectation for term in self.terms])
        goals = self.form.cleaned_data["goals"]
        store(incoming, letter, signatures, document, goals, expectations)
        return letter, document


def as_submitted(parsed):
    """Return a `ParsedLetter` as the data of the forms."""
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
    found = list(signer_lines(parsed))
    lines = [*found, *[{}] * (EMPTY_LINES if found else LINES_OF_SCAN)]
    data |= {"form-TOTAL_FORMS": str(len(lines)), "form-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        line = {"capacity": Signature.Capacity.SIGNS} | line
        data |= {f"form-{number}-{name}": value for name, value in line.items()}
    for number, fact in enumerate(parsed.terms):
        data |= {f"term-{number}-{name}": value for name, value in fact.value._asdict().items()}
    return data


def with_line(data):
    """Return submitted data, with one more empty line when the button for that was used."""
    if ADD_LINE not in data:
        return data
    number = data.get("form-TOTAL_FORMS", "")
    more = data.copy()
    more["form-TOTAL_FORMS"] = str(int(number) + 1) if number.isdecimal() else number
    more[f"form-{number}-capacity"] = Signature.Capacity.SIGNS
    return more


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
