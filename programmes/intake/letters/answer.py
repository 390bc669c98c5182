"""The facts of a letter as JSON and as rows for people."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from programmes.intake.letters.parsing import ParsedLetter, documents
from programmes.models import Expectation
from programmes.period import period_of

KINDS = {
    documents.PROGRAMME: _("work programme"),
    documents.PERSPECTIVE: _("multi-year perspective"),
    documents.REPORT: _("annual report"),
    documents.ADJUSTMENT: _("adjustment"),
    documents.OTHER: _("none of these"),
}
ERRORS = {
    "no_text": _("There is no text in this file: it is empty, or a scan."),
    "encrypted": _("This file is locked with a password. Ask for a file without one."),
    "corrupt": _("This file is damaged and cannot be read. Ask for it once more."),
    "too_large": _("This file is too large: at most 20 MB, 200 pages and 20 seconds of reading."),
    "unsupported": _("This is no PDF, Word document (DOCX) or text. Other files are not read."),
}
FACTS = {
    "kind": _("document offered"),
    "years": _("years of the document"),
    "perspective": _("years of the perspective"),
    "reference": _("reference (kenmerk)"),
    "kamerstuk": _("Kamerstuk"),
    "date": _("date"),
    "place": _("place"),
    "subject": _("subject"),
    "recipient": _("recipient"),
    "attachments": _("number of attachments"),
    "goals": _("goal"),
    "signatories": _("signatory"),
    "on_behalf_of": _("on behalf of"),
    "terms": _("term"),
}


def as_dictionary(name, reading):
    """Return the facts of a letter as the object that `read_letter --json` prints.

    Args:
        name: of the file.
        reading: the `Reading` of the file.

    Returns:
        The keys that docs/reference/letters.md explains; None, or an empty list, where the letter
        does not say.
    """
    letter = reading.letter
    first, last = value(letter.years) or (None, None)
    frame_first, frame_last = value(letter.perspective) or (None, None)
    return {
        "file": name,
        "kind": value(letter.kind),
        "reference": value(letter.reference),
        "date": letter.date.value.isoformat() if letter.date else None,
        "subject": value(letter.subject),
        "recipient": value(letter.recipient),
        "attachments": value(letter.attachments),
        "first_year": first,
        "last_year": last,
        "perspective_first_year": frame_first,
        "perspective_last_year": frame_last,
        "goals": [fact.value for fact in letter.goals],
        "signatories": [
            {"name": fact.value.name, "office": fact.value.office} for fact in letter.signatories
        ],
        "on_behalf_of": [fact.value for fact in letter.on_behalf_of],
        "terms": [term_of(fact.value, value(letter.date)) for fact in letter.terms],
        "error": reading.error or None,
    }


def term_of(due, told_on):
    """Return a `Due` as a dict, with the first and last day that its words stand for."""
    days = period_of(due.words, told_on) or (None, None)
    first, last = (day and day.isoformat() for day in days)
    return {"kind": due.kind, "words": due.words, "first_day": first, "last_day": last}


def value(fact):
    """Return the value of a `Fact`, None when there is none."""
    return fact.value if fact else None


def as_rows(letter: ParsedLetter):
    """Return the facts of a letter as rows for people: (name, value, page, words), all strings.

    A fact that the letter does not state has an empty value, page and words.
    """
    rows = []
    for name, label in FACTS.items():
        found = getattr(letter, name)
        for fact in (found or (None,)) if isinstance(found, tuple) else (found,):
            if fact:
                rows.append((str(label), shown(name, fact.value), str(fact.page), fact.words))
            else:
                rows.append((str(label), "", "", ""))
    return rows


def excerpt(fact, longest=120):
    """Return the words that a `Fact` was read from, or the part of them around its value."""
    if len(fact.words) <= longest:
        return fact.words
    first = fact.value[0] if isinstance(fact.value, tuple) else fact.value
    start = max(0, fact.words.find(str(first)) - longest // 2)
    part = fact.words[start : start + longest]
    before, behind = "…" * (start > 0), "…" * (start + longest < len(fact.words))
    return f"{before}{part.strip()}{behind}"


def shown(name, value):
    """Return the value of a fact, formatted for people."""
    match name:
        case "kind":
            return str(KINDS[value])
        case "years" | "perspective":
            return "-".join(str(year) for year in dict.fromkeys(value))
        case "kamerstuk":
            dossier, suffix, number = value
            return f"{' '.join(filter(None, [dossier, suffix]))}, nr. {number}"
        case "date":
            return date_format(value)
        case "signatories":
            return ", ".join(filter(None, [value.name, value.office]))
        case "terms":
            return f"{Expectation.Kind(value.kind).label}: {value.words}"
    return str(value)
