"""What goes wrong, as application/problem+json (RFC 9457), with all that is wrong at once."""

import logging
import math

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

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


class ProblemRenderer(JSONRenderer):
    media_type = TYPE
    format = "problem"


class Invalid(exceptions.APIException):
    """Parameters that cannot be answered.

    Attributes:
        problems: (name of the parameter, what is wrong with it) pairs.
    """

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, problems):
        super().__init__(" ".join(f"{name}: {message}" for name, message in problems))
        self.problems = problems


class TooSlow(exceptions.APIException):
    """A question that takes too long now; it may be asked again in `wait` seconds."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE

    def __init__(self, detail, wait):
        super().__init__(detail)
        self.wait = wait


class Gone(exceptions.APIException):
    """A record that was withdrawn; `record` is the one whose withdrawal it was."""

    status_code = status.HTTP_410_GONE

    def __init__(self, record):
        day = date_format(localtime(record.withdrawn_at))
        told = _("Withdrawn on %(day)s: %(reason)s")
        super().__init__(told % {"day": day, "reason": record.withdrawal_reason})


def problem(error, context):
    """Return the response for an exception in a view of the API (the handler of DRF)."""
    if isinstance(error, Http404):
        error = exceptions.NotFound(_("Check the address."))
    elif isinstance(error, PermissionDenied) or not isinstance(error, exceptions.APIException):
        logger.error("API: %s", context["request"].path, exc_info=error)
        error = exceptions.APIException(_("It was written down. Try again later."))
    code = error.status_code
    body = {"type": "about:blank", "title": str(titles(code)), "status": code}
    body["detail"] = str(error.detail)
    if isinstance(error, Invalid):
        body["errors"] = [
            {"in": "query", "name": name, "detail": str(message)}
            for name, message in error.problems
        ]
    return response(body, headers(error, context["view"]))


def titles(code):
    return TITLES.get(code, TITLES[500 if code >= 500 else 400])


def headers(error, view):
    """Return the headers that belong to an exception."""
    found = {}
    if getattr(error, "wait", None):
        found["Retry-After"] = str(math.ceil(error.wait))
    if isinstance(error, exceptions.MethodNotAllowed):
        found["Allow"] = "GET, HEAD, OPTIONS"
    return found


def response(body, found):
    answer = Response(body, status=body["status"], headers=found, content_type=TYPE)
    answer["Cache-Control"] = "no-store"
    return answer
