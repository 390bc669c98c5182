"""Middleware: answer a public GET from memory, or keep its answer (decision 53)."""

from functools import cache

from django.conf import settings
from django.http import FileResponse
from django.utils.regex_helper import _lazy_re_compile

from programmes.caching.answers import LARGEST, MEGABYTE, Answer, Answers
from programmes.caching.etags import entity_tag, is_for_all, is_known, tag_of
from programmes.models.version import register_version

ACCEPTS_GZIP = _lazy_re_compile(r"\bgzip\b")
# Of an answer that could not be checked, as the database is away (RFC 7234, section 5.5.2).
STALE = '111 - "Revalidation Failed"'
# Headers about one visitor, which an answer from memory does not have.
PERSONAL = {"RateLimit", "RateLimit-Policy"}


def from_memory(get_response):
    """Return middleware that stands before all other, so that a known answer passes none of it.

    What it keeps has the ETag of `etags.conditional`: status 200, and the same for everybody.
    """

    def middleware(request):
        if request.method != "GET" or not is_for_all(request) or not settings.ANSWERS_MEGABYTES:
            return get_response(request)
        tag = entity_tag(request)
        key = key_of(request, tag)
        if answer := answers().get(key):
            return answered(request, answer, tag)
        if answers().is_made(key) and (replaced := just_replaced(request)):
            return answered(request, *replaced)
        with answers().turn(key):
            if answer := answers().get(key):
                return answered(request, answer, tag)
            request.cache = "miss"
            return keep_answer(request, key, get_response(request))

    return middleware


def just_replaced(request):
    """Return the answer of the version before, and its ETag, when that was just replaced; or None.

    While one thread makes the new answer others get this one, so that nobody waits after a
    publication; no longer than a second after the version before was read, so that a change is seen
    within a second.
    """
    if (version := register_version.just_replaced()) is None:
        return None
    tag = tag_of(request, version)
    answer = answers().get(key_of(request, tag))
    return answer and (answer, tag)


def key_of(request, tag):
    """Return the key of an answer: the digest in its ETag, and whether it is compressed."""
    accepts_gzip = ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    return f"{tag[3:-1]}-{'gzip' if accepts_gzip else 'identity'}"


@cache
def answers():
    """Return the `Answers` of this process."""
    return Answers(settings.ANSWERS_MEGABYTES * MEGABYTE)


def answered(request, answer, tag):
    request.cache, request.view_name = "hit", answer.view_name
    is_asked = is_known(request, tag) or request.META.get("HTTP_IF_NONE_MATCH") == "*"
    response = answer.not_modified() if is_asked else answer.response()
    if register_version.is_stale:
        response["Warning"] = STALE
    return response


def keep_answer(request, key, response):
    """Return a response, and keep its answer when it is the same for all.

    A view that sets an ETag of its own depends on more than the register. An address with
    parameters has to be asked for twice: there are endlessly many.
    """
    if response.status_code != 200 or response.headers.get("ETag") != entity_tag(request):
        return response
    if isinstance(response, FileResponse) or request.GET and not answers().is_asked_again(key):
        return response
    headers = tuple((k, v) for k, v in response.items() if k not in PERSONAL)

    def keep(body):
        answers().keep(key, Answer(headers, body, request.resolver_match.view_name))

    if response.streaming:
        response.streaming_content = collected(keep, response.streaming_content)
    elif len(response.content) <= LARGEST:
        keep(response.content)
    return response


def collected(keep, chunks):
    """Yield the chunks of a stream, and keep them as an answer when all are sent and small."""
    body = bytearray()
    for chunk in chunks:
        if len(body) <= LARGEST:
            body += chunk
        yield chunk
    if len(body) <= LARGEST:
        keep(bytes(body))
