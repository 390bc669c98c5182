"""How many activities of a programme the register has, so that a short list claims no more."""

from django.utils.translation import gettext as _

from programmes.models import WorkProgramme
from programmes.views.years import all_years

# More programmes than this are counted instead of named.
MOST_NAMED = 3


def doubts_about(chosen):
    """Return the `doubts` about a list of activities with filters, {key: cleaned value}."""
    year = chosen.get("jaar")
    first, last = year or chosen.get("van"), year or chosen.get("tot")
    return doubts(first, last, chosen.get("werkprogramma"))


def doubts(first=None, last=None, programmes=()):
    """Return why a list of activities may not be complete, as sentences; empty when it is.

    Args:
        first, last: the first and last year asked for; None is without limit.
        programmes: the `WorkProgramme`s asked for; empty for all.
    """
    if programmes:
        return about_programmes(list(programmes))
    years = [
        year
        for year in all_years()
        if (first is None or year.number >= first) and (last is None or year.number <= last)
    ]
    without = [str(year.number) for year in years if not year.programmes and not year.is_to_come]
    programmes = dict.fromkeys(each for year in years for each in year.programmes)
    return [*about_programmes(list(programmes)), *about_years(without)]


def sentence_about(programme):
    """Return what the register lacks of a programme, as a sentence, or ""."""
    if programme.coverage == WorkProgramme.Coverage.ALL:
        return ""
    if programme.coverage == WorkProgramme.Coverage.PARTLY:
        return _("Not all activities of %(title)s are in the register. Read was: %(note)s.") % {
            "title": programme,
            "note": programme.coverage_note,
        }
    return _("Whether all activities of %(title)s are in the register is not known.") % {
        "title": programme
    }


def about_programmes(programmes):
    """Return the sentences about programmes; one for all of them when there are many."""
    sentences = list(filter(None, map(sentence_about, programmes)))
    if len(sentences) <= MOST_NAMED:
        return sentences
    return [
        _("Of %(count)s work programmes, the register does not have all activities for certain.")
        % {"count": len(sentences)}
    ]


def about_years(without):
    """Return the sentence about years without a programme, if any."""
    if not without:
        return []
    return [_("No work programme is known of: %(years)s.") % {"years": ", ".join(sorted(without))}]
