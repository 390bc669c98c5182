"""How many activities of a programme the register has, so that a short list claims no more."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.lists.filters import UNKNOWN
from programmes.models import WorkProgramme
from programmes.views.years import all_programmes, all_years

# More programmes than this are counted instead of named.
MOST_NAMED = 3


def doubts_about(chosen):
    """Return the `doubts` about a list of activities with filters, {key: cleaned value}."""
    year = chosen.get("jaar")
    first, last = year or chosen.get("van"), year or chosen.get("tot")
    programmes = [each for each in chosen.get("werkprogramma") or () if each != UNKNOWN]
    if not programmes and chosen.get("werkprogramma"):
        return []
    return doubts(first, last, programmes, chosen.get("op"))


def doubts(first=None, last=None, programmes=(), day=None):
    """Return why a list of activities may not be complete, as sentences; empty when it is.

    Args:
        first, last: the first and last year asked for; None is without limit.
        programmes: the `WorkProgramme`s asked for; empty for all.
        day: a date in the past, of which only programmes that had begun count; None for today.
    """
    chosen = list(programmes or all_programmes())
    begun = [each for each in chosen if day is None or begins(each) <= day]
    if day and not (programmes or begun):
        return [
            _("On %(day)s there was no work programme that is known here.")
            % {"day": date_format(day)}
        ]
    this_year = (day or timezone.localdate()).year
    asked = years_of(chosen) if programmes else years_between(first, last, this_year)
    about = [each for each in begun if asked & years_of([each])]
    return [*about_programmes(about), *about_years(asked - years_of(begun), this_year)]


def begins(programme):
    """Return the first day on which a programme can have been known."""
    return programme.begun or date(programme.first_year, 1, 1)


def years_of(programmes):
    """Return the years of programmes, as a set of ints."""
    return {year for each in programmes for year in range(each.first_year, each.last_year + 1)}


def years_between(first, last, this_year):
    """Return the years from `first` to `last`; without a limit, those of the register so far."""
    if first is not None and last is not None:
        return set(range(first, last + 1))
    known = [year.number for year in all_years() if year.number <= this_year]
    limits = [*known, *(each for each in (first, last) if each is not None)]
    if not limits:
        return set()
    first = min(limits) if first is None else first
    last = max(limits) if last is None else last
    return set(range(first, last + 1))


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


def about_years(without, this_year):
    """Return the sentences about years without a programme: those so far, and those to come."""
    so_far = {year for year in without if year <= this_year}
    sentences = (
        (_("No work programme is known of: %(years)s."), so_far),
        (_("No work programme is known yet of: %(years)s."), without - so_far),
    )
    return [text % {"years": in_ranges(years)} for text, years in sentences if years]


def in_ranges(years):
    """Return years as text: "2005, 2007-2009"."""
    starts = sorted(year for year in years if year - 1 not in years)
    ends = sorted(year for year in years if year + 1 not in years)
    pairs = zip(starts, ends, strict=True)
    return ", ".join(f"{start}" if start == end else f"{start}-{end}" for start, end in pairs)
