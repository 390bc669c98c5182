"""The change log of the register in the API, in pages by cursor."""

from datetime import datetime

from django.utils.translation import gettext as _

from programmes.api import cursors, parameters
from programmes.api.problems import ParameterError
from programmes.api.responses import CompactJSON
from programmes.api.views import View
from programmes.caching import etags
from programmes.changes.in_pages import as_row, in_utc, page_after
from programmes.changes.question import ChangesForm

SCOPE = "wijzigingen"
OWN = (parameters.SIZE, parameters.CURSOR)


class Changes(View):
    """The changes of all records, oldest first; `cursor` goes on where a page ended."""

    def get(self, request):
        form, size, position = asked(request.GET)
        page = page_after(position, size, **form.choice)
        cursor = written(page.position)
        body = {
            "resultaten": [as_row(each, self.site) for each in page.entries],
            "volledig_tot": in_utc(page.complete_until),
            "cursor": cursor,
            "_links": {"self": {"href": request.build_absolute_uri()}},
        }
        response = CompactJSON(body)
        if not page.is_last:
            query = request.GET.copy()
            query[parameters.CURSOR] = cursor
            address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
            body["_links"]["next"] = {"href": address}
            response = CompactJSON(body, headers={"Link": f'<{address}>; rel="next"'})
        # Without an ETag: it depends on the transactions in progress too.
        response["Cache-Control"] = etags.for_all()
        return response


def asked(given, size=parameters.ROWS):
    """Return the valid `ChangesForm`, the size of a page and the position after which it begins.

    Args:
        given: the query, a QueryDict. size: that of a page without the parameter.

    Raises:
        ParameterError: with all errors.
    """
    filters = given.copy()
    for key in OWN:
        filters.pop(key, None)
    form = ChangesForm(filters)
    problems = [*parameters.unclear(given, (*form.fields, *OWN))]
    names = dict(problems)
    if parameters.SIZE in given and parameters.SIZE not in names:
        size = parameters.number_of(given, parameters.SIZE, parameters.MOST_ROWS, problems)
    problems += [
        (name, message)
        for name, messages in form.errors.items()
        for message in messages
        if name in form.fields and name not in names
    ]
    position = None
    if parameters.CURSOR in given and parameters.CURSOR not in names:
        position = read(given[parameters.CURSOR], problems)
    if problems:
        raise ParameterError(problems)
    return form, size, position


def written(position):
    """Return the cursor for a position of `page_after`."""
    return cursors.written(position, SCOPE)


def read(cursor, problems):
    """Return the position in a cursor, or None with an error appended to `problems`."""
    try:
        moment, source, record = cursors.read(cursor, SCOPE)
        return datetime.fromisoformat(moment), source, record
    except ValueError:
        problems.append((parameters.CURSOR, _("This cursor is not one of the changes.")))
        return None
