"""The log: a line of JSON for each record, with the request; requests and slow queries.

Of a visitor it has the network of the address only. It names the pattern of an address, not the
address itself, which may hold what a visitor searched for or the secret of a link.
"""

import logging
import re
from contextlib import ExitStack
from contextvars import ContextVar
from copy import copy
from ipaddress import ip_address, ip_network
from smtplib import SMTPException
from time import perf_counter
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import Error, connections
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from programmes.api.fairuse import address_of

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[\w.-]{8,64}", re.ASCII)
# Of an address of version 4 and 6, the bits that are logged.
NETWORK_BITS = {4: 24, 6: 48}
LONGEST_QUERY = 2000
# Errors whose text has values: of a row that is refused, or the addresses of a message.
PERSONAL = (Error, psycopg.Error, SMTPException)

request_id = ContextVar("request_id", default=None)
access, queries = logging.getLogger("inspectie.access"), logging.getLogger("inspectie.queries")


class JSONFormatter(JsonFormatter):
    """Writes moment, level, logger, message, id of the request, and what a record has beside it."""

    def __init__(self):
        fields = ["asctime", "levelname", "name", "message"]
        # The text of a request has its address.
        super().__init__(
            fields,
            rename_fields={"asctime": "at", "levelname": "level", "name": "logger"},
            reserved_attrs=[*RESERVED_ATTRS, "request"],
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        )

    def format(self, record):
        request = getattr(record, "request", None)
        if request and request.path in record.args:
            record = copy(record)
            record.args = tuple(
                route_of(request) if each == request.path else each for each in record.args
            )
        return super().format(record)

    def formatException(self, exc_info):  # noqa: N802, the name is Python's
        """Return the traceback, without texts of errors that repeat what somebody entered."""
        text, error = super().formatException(exc_info), exc_info[1]
        while error:
            if isinstance(error, PERSONAL) and str(error):
                text = text.replace(str(error), "(text not logged)")
            error = error.__cause__ or error.__context__
        return text

    def process_log_record(self, log_data):
        if known := request_id.get():
            log_data["request_id"] = known
        return super().process_log_record(log_data)


class WithoutTraceback(logging.Filter):
    """Lets a record through without its traceback, which says nothing of what a visitor sent."""

    def filter(self, record):
        record.exc_info = None
        return True


def logged(get_response):
    """Return middleware that names each request, and logs it and its slow queries."""

    def middleware(request):
        began = perf_counter()
        # Until the next request of this thread: Django logs an error after all middleware.
        request_id.set(id_of(request))
        with slow_queries_logged():
            response = get_response(request)
        response.headers[HEADER] = request_id.get()
        if settings.ACCESS_LOG:
            log_access(request, response, perf_counter() - began)
        return response

    return middleware


def id_of(request):
    """Return the X-Request-ID of a trusted proxy, or a new one."""
    given = request.headers.get(HEADER, "")
    is_trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT and GIVEN.fullmatch(given)
    return given if is_trusted else uuid4().hex


def log_access(request, response, seconds):
    facts = {
        "method": request.method,
        "route": route_of(request),
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
        "network": network(address_of(request)),
    }
    access.info("%(method)s %(route)s %(status)s", facts, extra=facts)


def route_of(request):
    """Return the pattern of the address of a request; of an answer from memory the view's name."""
    if match := request.resolver_match:
        return match.route
    return getattr(request, "view_name", None)


def network(address):
    """Return the network of an address, as text: the first 24 or 48 bits; "" without an address."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{known}/{NETWORK_BITS[known.version]}", strict=False))


def slow_queries_logged():
    """Return a context manager in which slow queries are logged, if they are asked for."""
    stack = ExitStack()
    if settings.SLOW_QUERY_MS:
        for each in connections.all():
            stack.enter_context(each.execute_wrapper(log_if_slow))
    return stack


def log_if_slow(execute, sql, params, many, context):
    """Run a query; log one that is slow, without its parameters, which may be about a person."""
    began = perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = round((perf_counter() - began) * 1000)
        if taken >= settings.SLOW_QUERY_MS:
            text = str(sql)[:LONGEST_QUERY]
            queries.warning(
                "Query of %d ms: %s", taken, text, extra={"milliseconds": taken, "sql": text}
            )
