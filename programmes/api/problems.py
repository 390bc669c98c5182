"""Errors as application/problem+json (RFC 9457), with all wrong parameters at once."""

import logging

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.api.responses import CompactJSON
from programmes.models.outage import RETRY_AFTER, is_outage

TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("This question cannot be answered."),
    404: gettext_lazy("There is nothing at this address."),
    405: gettext_lazy("Only reading is possible here."),
    406: gettext_lazy("It is not available in this form."),
    410: gettext_lazy("It was withdrawn."),
    429: gettext_lazy("Too many questions in a short time."),
    500: gettext_lazy("Something went wrong on our side."),
    503: gettext_lazy("It takes too long."),
}
logger = logging.getLogger("django.request")


class APIError(Exception):
    """An error for the client.

    Attributes:
        status: the status code of the response, a key of `TITLES`.
        wait: the seconds of Retry-After, or None.
        errors: (name of a parameter, what is wrong with it) pairs.
    """

    def __init__(self, status, detail, wait=None, errors=()):
        super().__init__(detail)
        self.status, self.wait, self.errors = status, wait, errors


class ParameterError(APIError):
    """Wrong parameters, as (name, what is wrong) pairs."""

    def __init__(self, errors):
        detail = " ".join(f"{name}: {message}" for name, message in errors)
        super().__init__(400, detail, errors=errors)


def gone(record):
    """Return the error for a record that is withdrawn, with the day and reason of `record`."""
    day = date_format(localtime(record.withdrawn_at))
    detail = _("Withdrawn on %(day)s: %(reason)s")
    return APIError(410, detail % {"day": day, "reason": record.withdrawal_reason})


def response(error, request):
    """Return the response for an exception; an unexpected one is logged and answered 500."""
    problem = as_problem(error, request)
    headers = {"Cache-Control": "no-store"}
    if problem.wait:
        headers["Retry-After"] = str(problem.wait)
    return CompactJSON(body(problem), status=problem.status, content_type=TYPE, headers=headers)


def as_problem(error, request):
    """Return an exception as an `APIError`."""
    if isinstance(error, APIError):
        return error
    if isinstance(error, Http404):
        return APIError(404, _("Check the address."))
    logger.error("API: %s", request.path, exc_info=error, extra={"request": request})
    if is_outage(error):
        return APIError(503, _("The database does not answer now."), wait=RETRY_AFTER)
    return APIError(500, _("It was written down. Try again later."))


def body(problem):
    """Return the members of RFC 9457 for an error, and `errors` for wrong parameters."""
    members = {
        "type": "about:blank",
        "title": str(TITLES[problem.status]),
        "status": problem.status,
        "detail": str(problem),
    }
    if problem.errors:
        members["errors"] = [
            {"in": "query", "name": name, "detail": str(message)}
            for name, message in problem.errors
        ]
    return members
