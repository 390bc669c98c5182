"""The views of the API."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import generic
from django.views.decorators.csrf import csrf_exempt

from programmes.api import ROOT, cursors, fairuse, parameters, problems
from programmes.api.bodies import bodies, embed
from programmes.api.headers import METHODS
from programmes.api.problems import APIError, ParameterError
from programmes.api.resources import RESOURCES
from programmes.api.responses import CSV, JSON, CompactJSON, negotiated
from programmes.api.schema import document
from programmes.changes.gone import gone_since
from programmes.changes.in_pages import in_utc
from programmes.changes.since import changes_since, file_since
from programmes.formats import csvfile, streaming
from programmes.lists.filters import SINCE_KEY
from programmes.metadata.publisher import LICENCE
from programmes.models.address import Addressed
from programmes.models.keys import is_key


@method_decorator(csrf_exempt, name="dispatch")
class View(generic.View):
    """Base of all views: read only, open to everybody, rate-limited, errors as problem+json."""

    media_types = (JSON,)

    def dispatch(self, request, **kwargs):
        """Return the response of the method, or of the exception it raised, with shared headers."""
        self.limit = None
        try:
            self.admit(request)
            response = super().dispatch(request, **kwargs)
        except Exception as error:
            response = problems.response(error, request)
        response["Allow"] = METHODS
        if len(self.media_types) > 1:
            patch_vary_headers(response, ["Accept"])
        if self.limit:
            fairuse.add_headers(response, *self.limit)
        return response

    def admit(self, request):
        """Raise an `APIError` for a request in another media type, or over the rate limit."""
        self.media_type = negotiated(request, self.media_types)
        if not self.media_type:
            raise APIError(406, _("No media type in Accept is available."))
        left, reset = self.limit = fairuse.count(request)
        if left < 0:
            raise APIError(429, _("Try again in a minute."), wait=reset)

    def http_method_not_allowed(self, request, **kwargs):
        raise APIError(405, _('Method "%(method)s" is not allowed.') % {"method": request.method})

    @property
    def site(self):
        return streaming.site(self.request)


class NotFound(View):
    """404 for every other path, also for one with a slash at the end."""

    def get(self, request, **kwargs):
        raise Http404


class Root(View):
    """The root: links to all resources."""

    def get(self, request):
        refuse_parameters(request)
        links = {each.path: {"href": f"{self.site}{ROOT}/{each.path}"} for each in RESOURCES}
        links["zoek"] = {"href": f"{self.site}{ROOT}/zoek"}
        links["openapi"] = {"href": f"{self.site}{ROOT}/openapi.json"}
        return CompactJSON({"licentie": LICENCE, "_links": links})


class OpenAPI(View):
    """The OpenAPI document."""

    def get(self, request):
        refuse_parameters(request)
        return CompactJSON(document())


class Collection(View):
    """The list of a resource: a page as JSON, or the whole list as CSV."""

    media_types = (JSON, CSV)
    resource = None

    def get(self, request):
        if self.media_type == CSV:
            return self.file(request)
        resource = self.resource
        question = parameters.of_list(request, resource)
        order = cursors.Order(question.rows)
        scope = f"{resource.path}:{request.GET.get('sorteer', '')}"
        rows = parameters.start(question, order, scope)[: question.size + 1]
        keys = ("pk", *order.names)
        rows_found = bodies(resource, rows, question.columns, self.site, keys)
        page = rows_found[: question.size]
        found = [(keys[0], body) for keys, body in page]
        embed(resource, found, question.relations, self.site)
        more = page and len(rows_found) > len(page)
        following = cursors.written(page[-1][0][1:], scope) if more else None
        return self.page([body for _key, body in found], following, self.since(question, found))

    def since(self, question, found):
        """Add what changed to bodies, when that is asked; return what a page has besides."""
        if not question.since:
            return {}
        noun = self.resource.noun
        changes = changes_since(noun, [key for key, _body in found], question.since)
        for key, body in found:
            # Absent when the row was withdrawn between the two queries.
            body |= {"_wijziging": changes[key]} if key in changes else {}
        if question.cursor:
            return {}
        return {"weg": gone_rows(gone_since(noun, question.since))}

    def page(self, rows, following, more):
        """Return a page of rows, with a link to the next one when there is a cursor for it.

        Args:
            more: further members of the page.
        """
        links = {"self": {"href": self.request.build_absolute_uri()}}
        if not following:
            return CompactJSON({"resultaten": rows, **more, "_links": links})
        query = self.request.GET.copy()
        query[parameters.CURSOR] = following
        address = self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
        links["next"] = {"href": address}
        headers = {"Link": f'<{address}>; rel="next"'}
        return CompactJSON({"resultaten": rows, **more, "_links": links}, headers=headers)

    def file(self, request):
        question = parameters.of_list(request, self.resource, parameters.OF_A_FILE)
        columns, gone = question.columns, []
        if question.since:
            try:
                more, gone = file_since(self.resource.noun, question.rows, question.since)
            except ValueError as error:
                raise ParameterError([(SINCE_KEY, str(error))]) from None
            columns = [*columns, *more]
        return csvfile.csv_response(
            request, question.rows, columns, "csv", self.resource.path, gone
        )


class Item(View):
    """One record of a resource."""

    resource = None

    def get(self, request, identifier):
        resource = self.resource
        question = parameters.of_record(request, resource)
        if not (filters := self.wanted(identifier)):
            raise Http404
        for wanted in filters:
            rows = resource.published().filter(**wanted)
            for (key,), body in bodies(resource, rows, question.columns, self.site, ("pk",)):
                embed(resource, [(key, body)], question.relations, self.site)
                return CompactJSON(body)
        return self.elsewhere(identifier, filters)

    def wanted(self, identifier):
        """Return the filters for an identifier, the first one first: a slug, or else an id.

        The slug comes first: a letter may have the slug "123" and another one that id.
        """
        found, by = [], self.resource.identifier
        is_text = (
            by == "slug" or self.resource.noun.model._meta.pk.get_internal_type() == "CharField"
        )
        if is_text and len(identifier) <= 120 and "\0" not in identifier:
            found.append({by: identifier})
        if is_key(identifier):
            found.append({"pk": int(identifier)})
        return found

    def elsewhere(self, identifier, filters):
        """Return the redirect for a changed slug.

        Raises:
            APIError: 410, for a withdrawn record.
            Http404: for all others.
        """
        model = self.resource.noun.model
        if not issubclass(model, Addressed):
            raise Http404
        for wanted in filters:
            if withdrawn := model.objects.withdrawn().filter(**wanted).first():
                raise problems.gone(withdrawn.withdrawn_with)
        moved = model.moved_from(identifier)
        if moved and moved.is_public and moved.slug != identifier:
            return redirect(f"{ROOT}/{self.resource.path}/{moved.slug}", permanent=True)
        raise Http404


def gone_rows(pairs):
    """Return the (id, moment) pairs of what is gone as dicts for JSON."""
    return [{"id": key, "moment": in_utc(at)} for key, at in pairs]


def refuse_parameters(request):
    """Raise `ParameterError` when a resource without parameters is given one."""
    if wrong := [*parameters.unclear(request.GET, ())]:
        raise ParameterError(wrong)
