"""The addresses of the API."""

from django.http import Http404
from django.shortcuts import redirect
from rest_framework import exceptions
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from programmes import search
from programmes.api import ROOT, cursors, fairuse, parameters, problems
from programmes.api.bodies import bodies, embed
from programmes.api.resources import RESOURCES
from programmes.api.schema import document
from programmes.formats import csvfile, streaming
from programmes.metadata.publisher import LICENCE
from programmes.models.address import Addressed
from programmes.models.keys import is_key


class CSVRenderer(BaseRenderer):
    """Says that CSV can be asked for; the files of the lists write it."""

    media_type = "text/csv"
    format = "csv"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return problems.ProblemRenderer().render(data, problems.TYPE, renderer_context)


class View(APIView):
    """What all addresses share: open to everybody, read only, with a limit of fair use."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (JSONRenderer,)
    throttle_classes = (fairuse.FairUse,)

    def get_exception_handler(self):
        return problems.problem

    def perform_content_negotiation(self, request, force=False):
        """Answer an error as what it is, whatever form was asked for."""
        try:
            return super().perform_content_negotiation(request, force)
        except exceptions.NotAcceptable:
            request.accepted_renderer = JSONRenderer()
            request.accepted_media_type = JSONRenderer.media_type
            raise

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if limit := getattr(request._request, "rate_limit", None):
            fairuse.tell(response, limit)
        return response

    @property
    def site(self):
        return streaming.site(self.request)


class NotFound(View):
    """Every address that does not exist, with a slash at its end too."""

    def get(self, request, **kwargs):
        raise Http404


class Root(View):
    """Which resources there are."""

    def get(self, request):
        refuse_parameters(request)
        links = {each.path: {"href": f"{self.site}{ROOT}/{each.path}"} for each in RESOURCES}
        links["zoek"] = {"href": f"{self.site}{ROOT}/zoek"}
        links["openapi"] = {"href": f"{self.site}{ROOT}/openapi.json"}
        return Response({"licentie": LICENCE, "_links": links})


class OpenAPI(View):
    """This API in the language of OpenAPI."""

    def get(self, request):
        refuse_parameters(request)
        return Response(document())


class Collection(View):
    """The list of a resource: a page of it, or as CSV the whole."""

    renderer_classes = (JSONRenderer, CSVRenderer)
    resource = None

    def get(self, request):
        if request.accepted_renderer.format == "csv":
            return self.file(request)
        resource = self.resource
        question = parameters.of_list(request, resource)
        order = cursors.Order(question.rows)
        scope = f"{resource.path}:{request.GET.get('sorteer', '')}"
        rows = parameters.start(question, order, scope)[: question.size + 1]
        keys = ("pk", *order.names)
        found = bodies(resource, rows, question.columns, self.site, keys)
        page = found[: question.size]
        embed(resource, [(keys[0], body) for keys, body in page], question.relations, self.site)
        more = page and len(found) > len(page)
        following = cursors.written(page[-1][0][1:], scope) if more else None
        return self.page([body for _keys, body in page], following)

    def page(self, rows, following):
        """Return the response for a page, with the address of the following one if there is."""
        links = {"self": {"href": self.request.build_absolute_uri()}}
        response = Response({"resultaten": rows, "_links": links})
        if following:
            query = self.request.GET.copy()
            query[parameters.CURSOR] = following
            address = self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
            links["next"] = {"href": address}
            response["Link"] = f'<{address}>; rel="next"'
        return response

    def file(self, request):
        question = parameters.of_list(request, self.resource, parameters.OF_A_FILE)
        return csvfile.csv_response(
            request, question.rows, question.columns, "csv", self.resource.path
        )


class Item(View):
    """One record of a resource."""

    resource = None

    def get(self, request, identifier):
        resource = self.resource
        question = parameters.of_record(request, resource)
        wanted = self.wanted(identifier)
        rows = resource.published().filter(**wanted)
        found = bodies(resource, rows, question.columns, self.site, ("pk",))
        if not found:
            return self.elsewhere(identifier, wanted)
        (((key,), body),) = found
        embed(resource, [(key, body)], question.relations, self.site)
        return Response(body)

    def wanted(self, identifier):
        """Return the filter for an identifier; raise Http404 when it cannot be one."""
        if self.resource.identifier == "pk":
            if not is_key(identifier):
                raise Http404
            return {"pk": int(identifier)}
        if len(identifier) > 120 or "\0" in identifier:
            raise Http404
        return {"slug": identifier}

    def elsewhere(self, identifier, wanted):
        """Tell where a record went: withdrawn, or to another address; or that it never was."""
        model = self.resource.noun.model
        if not issubclass(model, Addressed):
            raise Http404
        if withdrawn := model.objects.withdrawn().filter(**wanted).first():
            raise problems.Gone(withdrawn.withdrawn_with)
        moved = model.moved_from(identifier)
        if moved and moved.is_public and moved.slug != identifier:
            return redirect(f"{ROOT}/{self.resource.path}/{moved.slug}", permanent=True)
        raise Http404


class Search(View):
    """The answer of the search page."""

    def get(self, request):
        answer = search.search(parameters.of_search(request))
        reasons = " ".join(answer.problems)
        if answer.too_slow:
            raise problems.TooSlow(reasons, search.RETRY_AFTER)
        if answer.past_the_end:
            raise exceptions.NotFound(reasons)
        if answer.problems:
            raise problems.Invalid([("q", each) for each in answer.problems])
        return Response(self.body(answer))

    def body(self, answer):
        links = {"self": {"href": self.request.build_absolute_uri()}}
        if answer.page and answer.page.has_next():
            query = self.request.GET.copy()
            query[parameters.PAGE] = answer.page.next_page_number()
            address = f"{self.request.path}?{query.urlencode()}"
            links["next"] = {"href": self.request.build_absolute_uri(address)}
        return {
            "aantal": answer.total,
            "volledig": answer.complete,
            "adviezen": answer.advice,
            "bedoelde_u": answer.suggestions and answer.suggestions.meant,
            "resultaten": [self.result(each) for each in answer.results],
            "_links": links,
        }

    def result(self, found):
        return {
            "soort": str(found.kind),
            "titel": found.text,
            "fragmenten": ["".join(text for text, _marked in each) for each in found.fragments],
            "jaren": found.years,
            "gebieden": found.fields,
            "datum": found.day,
            "op_nummer": found.exact,
            "adres": f"{self.site}{found.url}",
        }


def refuse_parameters(request):
    """Raise `Invalid` for whatever is asked of an address that takes no parameters."""
    if wrong := [*parameters.unclear(request.GET, ())]:
        raise problems.Invalid(wrong)
