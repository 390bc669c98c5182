"""What is not known of a record, for the closing line of its page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from programmes.models import (
    Activity,
    Adjustment,
    AnnualReport,
    Letter,
    Outcome,
    Perspective,
    Signatory,
    WorkProgramme,
)

# The fields that a page names when they are empty.
FIELDS = {
    Activity: ("form", "partners"),
    Adjustment: ("date", "reason", "explanation", "offered_on"),
    AnnualReport: ("summary", "published_on", "offered_on"),
    Letter: (
        "reference", "kamerstuk_number", "date", "place", "subject", "recipient",
        "attachment_count",
    ),
    Perspective: ("summary", "published_on", "offered_on"),
    Signatory: ("office", "in_office_from", "in_office_until"),
    WorkProgramme: ("adopted_on", "approved_on", "offered_on", "published_on", "perspective"),
}  # fmt: skip
EMPTY = (None, "", [], "onbekend")


@dataclass(frozen=True)
class Gaps:
    """The names of what is not known of a record, by kind of unknown.

    Attributes:
        not_yet: what is still to come.
        not_found: what somebody searched for in vain.
        unknown: the rest.
        search: the words to look it up with.
        searched_on, searched_in: when and where somebody last searched; None and "" when that is
            not known.
    """

    not_yet: tuple
    not_found: tuple
    unknown: tuple
    search: str
    searched_on: date | None
    searched_in: str


def gaps_of(record, others=None, not_yet=()):
    """Return the `Gaps` of a record.

    A search with a day was for all that is missing.

    Args:
        others: whether something besides its own fields is known, as {name: bool}.
        not_yet: names of what is still to come.
    """
    facts = own_facts(record) | (others or {}) | dict.fromkeys(not_yet, True)
    missing = [name for name, is_known in facts.items() if not is_known]
    searched_on, sought = getattr(record, "searched_on", None), getattr(record, "not_found", [])
    found = missing if searched_on else [name for name in missing if name in sought]
    return Gaps(
        not_yet=tuple(not_yet),
        # Also what is no fact of the page, such as the reference of a letter that is missing.
        not_found=(*found, *(name for name in sought if name not in facts)),
        unknown=tuple(name for name in missing if name not in found),
        search=str(getattr(record, "name", record)),
        searched_on=searched_on,
        searched_in=getattr(record, "searched_in", ""),
    )


def own_facts(record):
    """Return whether each of the `FIELDS` of a record is known, as {name on screen: bool}."""
    return {
        str(record._meta.get_field(name).verbose_name): getattr(record, name) not in EMPTY
        for name in FIELDS.get(type(record), ())
    }


def activity_gaps(activity, fields, goals):
    """Return the `Gaps` of an activity with its `outcome`; its fields and goals are querysets."""
    outcome = Outcome(activity.outcome)
    others = {_("supervision field"): bool(fields), _("goals"): bool(goals)}
    if outcome == Outcome.NOT_YET:
        return gaps_of(activity, others, not_yet=[_("outcome")])
    is_known = outcome.is_known or outcome == Outcome.MOVED
    return gaps_of(activity, others | {_("outcome"): is_known})


def programme_gaps(programme, context):
    """Return the `Gaps` of a programme, with what its page lacks."""
    has_focuses = any(goal.shown_focuses for goal in context["goals"])
    others = {
        _("letter to the House"): "letter" in context,
        _("goals"): bool(context["goals"]),
        _("elaboration of the goals"): has_focuses or not context["goals"],
        _("activities"): bool(context["number"]),
    }
    report = {_("annual report"): bool(context["annual_reports"])}
    if programme.is_over:
        return gaps_of(programme, others | report)
    return gaps_of(programme, others, not_yet=[name for name, known in report.items() if not known])
