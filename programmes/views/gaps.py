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
    """The names of what is not known of a record.

    Attributes:
        unknown: what nobody has found, or searched for.
        not_yet: what is still to come.
        search: the words to look it up with.
        are_explained: whether the note of the record says what was searched for in vain.
        searched_on, searched_in: when and where it was searched for in vain; None and "" when no
            search is known.
    """

    unknown: tuple
    not_yet: tuple
    search: str
    are_explained: bool
    searched_on: date | None
    searched_in: str


def gaps_of(record, unknown=(), not_yet=()):
    """Return the `Gaps` of a record.

    Args:
        unknown, not_yet: names of what is missing besides its own fields.
    """
    names = FIELDS.get(type(record), ())
    empty = [name for name in names if getattr(record, name) in EMPTY]
    labels = [str(record._meta.get_field(name).verbose_name) for name in empty]
    return Gaps(
        unknown=(*labels, *unknown),
        not_yet=tuple(not_yet),
        search=str(getattr(record, "name", record)),
        are_explained="niet gevonden" in getattr(record, "note", ""),
        searched_on=getattr(record, "searched_on", None),
        searched_in=getattr(record, "searched_in", ""),
    )


def activity_gaps(activity, fields, goals):
    """Return the `Gaps` of an activity with its `outcome`; its fields and goals are querysets."""
    missing = {_("supervision field"): fields, _("goals"): goals}
    unknown = [name for name, found in missing.items() if not found]
    outcome = Outcome(activity.outcome)
    if outcome.is_known or outcome == Outcome.MOVED:
        return gaps_of(activity, unknown)
    if outcome == Outcome.NOT_YET:
        return gaps_of(activity, unknown, not_yet=[_("outcome")])
    return gaps_of(activity, [*unknown, _("outcome")])


def programme_gaps(programme, context):
    """Return the `Gaps` of a programme, with what its page lacks."""
    has_focuses = any(goal.shown_focuses for goal in context["goals"])
    missing = {
        _("letter to the House"): "letter" in context,
        _("goals"): bool(context["goals"]),
        _("elaboration of the goals"): has_focuses or not context["goals"],
        _("activities"): bool(context["activities"]),
    }
    unknown = [name for name, is_there in missing.items() if not is_there]
    report = [] if context["annual_reports"] else [_("annual report")]
    later = {"not_yet": report} if not programme.is_over else {}
    return gaps_of(programme, [*unknown, *([] if later else report)], **later)
