"""The search in the API."""

from programmes import search
from programmes.api import parameters
from programmes.api.problems import APIError, ParameterError
from programmes.api.responses import CompactJSON
from programmes.api.views import View, gone_rows


class Search(View):
    """The results of the search, as on its page."""

    def get(self, request):
        answer = search.search(parameters.of_search(request))
        reasons = " ".join(answer.problems)
        if answer.too_slow:
            raise APIError(503, reasons, wait=search.RETRY_AFTER)
        if answer.past_the_end:
            raise APIError(404, reasons)
        if answer.problems:
            raise ParameterError([("q", each) for each in answer.problems])
        return CompactJSON(self.body(answer))

    def body(self, answer):
        links = {"self": {"href": self.request.build_absolute_uri()}}
        if answer.page and answer.page.has_next():
            query = self.request.GET.copy()
            query[parameters.PAGE] = answer.page.next_page_number()
            address = f"{self.request.path}?{query.urlencode()}"
            links["next"] = {"href": self.request.build_absolute_uri(address)}
        moment, found = answer.form.since, answer.results
        is_first = answer.page is None or answer.page.number == 1
        changes = search.changes_since({each.place for each in found}, moment) if moment else {}
        gone = {"weg": gone_rows(search.gone_since(moment))} if moment and is_first else {}
        return {
            "aantal": answer.total,
            "volledig": answer.complete,
            "adviezen": answer.advice,
            **self.offered(answer, is_first),
            "resultaten": [self.result(each, changes) for each in found],
            **gone,
            "_links": links,
        }

    def offered(self, answer, is_first):
        """Return the synonyms that were searched for too, and the members with suggestions.

        Args:
            is_first: whether this is the first page, which offers lists.
        """
        suggested = answer.suggestions
        has_lists = is_first and answer.page is not None
        lists = search.offers(answer.form.cleaned_data["q"]) if has_lists else []
        return {
            "ook_gezocht_op": answer.also,
            "precies": answer.exactly if answer.also else None,
            "bedoelde_u": suggested and suggested.meant,
            "niet_gevonden": suggested.unknown if suggested else [],
            "andere_vragen": suggested.queries if suggested else [],
            "toezichtgebieden": [
                {"naam": each.name, "adres": f"{self.site}{each.get_absolute_url()}"}
                for each in (suggested.fields if suggested else ())
            ],
            "lijsten": [{"titel": each.title, "adres": f"{self.site}{each.url}"} for each in lists],
        }

    def result(self, found, changes):
        return {
            "id": found.id,
            "soort": str(found.kind),
            "titel": found.text,
            "fragmenten": ["".join(text for text, _marked in each) for each in found.fragments],
            "jaren": found.years,
            "gebieden": found.fields,
            "datum": found.day,
            "op_nummer": found.exact,
            "bladzijde": found.page,
            "bladzijden": found.pages,
            "adres": f"{self.site}{found.url}",
            # Absent when the record was withdrawn between the two queries.
            **({"_wijziging": changes[found.place]} if found.place in changes else {}),
        }
