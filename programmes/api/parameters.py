"""Query parameters of the API: parsing and validation, with all errors at once."""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from programmes.api import cursors
from programmes.api.problems import ParameterError
from programmes.lists.filters import PAGE_KEY
from programmes.search import SearchForm

MOST_ROWS = 500
ROWS = 100
LONGEST_TEXT = 200
# Above the last page of any search: its count stops at some thousands.
MOST_PAGES = 1_000
FIELDS, EXPAND, SIZE, CURSOR, PAGE = "fields", "expand", "aantal", "cursor", PAGE_KEY
OF_A_RECORD = (FIELDS, EXPAND)
OF_A_PAGE = (FIELDS, EXPAND, SIZE, CURSOR)
# A CSV file has no pages and no embedded rows.
OF_A_FILE = (FIELDS,)


@dataclass(frozen=True)
class Question:
    """The parsed parameters of a request for a resource.

    Attributes:
        columns: the `Column`s to return.
        relations: the names of the `Relation`s to embed.
        size: the maximum number of rows of a page.
        cursor: the cursor of the page, or None for the first one.
        rows: the filtered queryset; None for a record.
        since: the moment from which on rows have to have changed, or None.
    """

    columns: list
    relations: list
    size: int = ROWS
    cursor: str | None = None
    rows: object = None
    since: object = None


def of_record(request, resource):
    """Return the `Question` for one record.

    Raises:
        ParameterError: with all errors in the parameters.
    """
    return asked(request.GET, resource, OF_A_RECORD)[0]


def of_list(request, resource, own=OF_A_PAGE):
    """Return the `Question` for a list.

    Args:
        own: the allowed parameters beside the filters.

    Raises:
        ParameterError: with all errors in the parameters.
    """
    given = request.GET
    filters = given.copy()
    for key in [*filters]:
        if key not in resource.filters:
            del filters[key]
    filterset = resource.noun.filterset(filters, resource.published(), request=request)
    wrong = [
        (name, message)
        for name, messages in filterset.form.errors.items()
        for message in messages
        if name in resource.repeatable or len(given.getlist(name)) == 1
    ]
    question, size = asked(given, resource, (*own, *resource.filters), wrong)
    return Question(
        question.columns,
        question.relations,
        size,
        given.get(CURSOR),
        filterset.qs,
        filterset.form.since,
    )


def of_search(request):
    """Return the validated parameters of a search.

    Raises:
        ParameterError: with all errors in the parameters.
    """
    given, form = request.GET, SearchForm(request.GET)
    problems = [*unclear(given, (*form.fields, PAGE))]
    if "q" not in given:
        problems.append(("q", _("This parameter is missing.")))
    if PAGE in given and PAGE not in dict(problems):
        number_of(given, PAGE, MOST_PAGES, problems)
    told = {*dict(problems), NON_FIELD_ERRORS}
    problems += [
        (name, message)
        for name, messages in form.errors.items()
        for message in messages
        if name not in told
    ]
    if problems:
        raise ParameterError(problems)
    return given


def asked(given, resource, known, wrong=()):
    """Return the `Question` without rows, and the size of a page.

    Args:
        given: the query, a QueryDict.
        known: the allowed parameters.
        wrong: (name, message) pairs found earlier.

    Raises:
        ParameterError: with all errors, those in `wrong` included.
    """
    columns = {column.name: column for column in resource.columns}
    problems = [*unclear(given, known, resource.repeatable)]
    fine = {key for key in given if key not in dict(problems)}
    names = chosen(given, FIELDS, columns, problems) if FIELDS in fine else [*columns]
    relations = chosen(given, EXPAND, resource.relations, problems) if EXPAND in fine else []
    size = number_of(given, SIZE, MOST_ROWS, problems) if SIZE in fine else ROWS
    told = dict(problems)
    problems += [(name, message) for name, message in wrong if name not in told]
    if problems:
        raise ParameterError(problems)
    return Question([columns[name] for name in columns if name in names], relations), size


def unclear(given, known, repeatable=()):
    """Yield (name, message) pairs for parameters that are unknown, repeated, empty or too long.

    Args:
        given: the query, a QueryDict.
        known: the allowed parameters.
        repeatable: those of `known` that may occur more than once.
    """
    for key, values in given.lists():
        if key not in known:
            yield key[:50], _("This parameter does not exist here.")
        elif len(values) > 1 and key not in repeatable:
            yield key, _("This parameter stands in the address twice.")
        elif not all(values):
            yield key, _("This parameter is empty. Leave it out.")
        elif len(max(values, key=len)) > LONGEST_TEXT and key not in OF_A_PAGE:
            yield key, _("Give %(most)s signs at most.") % {"most": LONGEST_TEXT}


def chosen(given, key, possible, problems):
    """Return the names in a comma-separated list; append errors to `problems`."""
    names = given[key].split(",")
    for name in dict.fromkeys(names):
        if name not in possible:
            told = _("“%(name)s” does not exist. Choose from: %(names)s.")
            names_of_all = ", ".join(possible) or _("nothing")
            problems.append((key, told % {"name": name[:50], "names": names_of_all}))
    if len(set(names)) < len(names):
        problems.append((key, _("Give each name once.")))
    return names


def number_of(given, key, most, problems):
    """Return an integer from 1 to `most`, or None with an error appended to `problems`."""
    text = given[key]
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most:
        return int(text)
    problems.append((key, _("Give a number from 1 to %(most)s.") % {"most": most}))
    return None


def start(question, order, scope):
    """Return the rows of an `Order` from the cursor of the question on.

    Raises:
        ParameterError: when the cursor is not one of this list and order.
    """
    if question.cursor is None:
        return order.queryset
    try:
        return order.after(cursors.read(question.cursor, scope))
    except ValueError as error:
        raise ParameterError([(CURSOR, str(error))]) from None
