"""Parses the text of a letter to facts. A fact that it does not state is None or empty."""

from dataclasses import dataclass

from programmes.intake.letters.parsing import letterhead
from programmes.intake.letters.parsing.behalf import on_behalf_of
from programmes.intake.letters.parsing.body import body_begins
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.frame import perspective_years
from programmes.intake.letters.parsing.goals import goals_in
from programmes.intake.letters.parsing.kamerstuk import is_kamerstuk, kamerstuk
from programmes.intake.letters.parsing.labels import Letterhead
from programmes.intake.letters.parsing.offered import offered_by
from programmes.intake.letters.parsing.own import own_text
from programmes.intake.letters.parsing.pages import pages_of, paragraphs_of, sentences_of
from programmes.intake.letters.parsing.running_heads import without_running_heads
from programmes.intake.letters.parsing.signatures import signatories
from programmes.intake.letters.parsing.terms import terms_in


@dataclass(frozen=True)
class ParsedLetter:
    """The facts of a letter, each with its page and words; None when it does not state one.

    Attributes:
        kind: "work_programme", "perspective", "annual_report", "adjustment" or "other".
        reference: the sender's own kenmerk.
        kamerstuk: (dossier, suffix, number) as texts.
        date, place, subject, recipient: of the letter.
        attachments: their number.
        years: (first, last) of the document offered.
        perspective: (first, last) of the perspective in force for it.
        goals: of the supervision, without article and closing punctuation.
        signatories: a `Signer` each.
        on_behalf_of: offices.
        terms: what it says is due, a `Due` each.
    """

    kind: Fact | None = None
    reference: Fact | None = None
    kamerstuk: Fact | None = None
    date: Fact | None = None
    place: Fact | None = None
    subject: Fact | None = None
    recipient: Fact | None = None
    attachments: Fact | None = None
    years: Fact | None = None
    perspective: Fact | None = None
    goals: tuple = ()
    signatories: tuple = ()
    on_behalf_of: tuple = ()
    terms: tuple = ()


def parse(texts):
    """Return the `ParsedLetter` of the text of each page.

    Args:
        texts: one string a page, with newlines between lines and at least three spaces between
            columns.
    """
    pages = pages_of(own_text(texts))
    head = Letterhead(pages, body_begins(pages))
    subject = None if is_kamerstuk(pages) else letterhead.subject(head)
    lines, pieces = (
        [each for each in found if (each.page, each.row) >= head.body]
        for found in (pages.lines, pages.pieces)
    )
    paragraphs = paragraphs_of(without_running_heads(lines, head.columns(subject)))
    sentences = [(each.page, text) for each in paragraphs for text in sentences_of(each.text)]
    date = letterhead.letter_date(head, pages)
    recipient = letterhead.recipient(head)
    signers = signatories(pages, head.body)
    offer = offered_by(sentences, subject, bool(recipient or signers or subject))
    return ParsedLetter(
        kind=offer.kind,
        reference=letterhead.reference(head),
        kamerstuk=kamerstuk(pages),
        date=date,
        place=letterhead.place(head, pages),
        subject=subject,
        recipient=recipient,
        attachments=letterhead.attachments(head),
        years=offer.years,
        perspective=perspective_years(offer, sentences, subject, date),
        goals=goals_in(paragraphs, pieces, offer.since),
        signatories=signers,
        on_behalf_of=on_behalf_of(sentences, offer.sentence),
        terms=terms_in(sentences, date.value if date else None),
    )
