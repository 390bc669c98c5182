"""Answer a search: ranked results, facets, suggestions."""

from dataclasses import dataclass, field
from functools import partial

from django.core.paginator import Paginator
from django.db import OperationalError
from django.db.models import F, Func, TextField, Value
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

from programmes.fulltext.asking import advice, asked, widening
from programmes.fulltext.matching import as_tsquery, bounded, condition, matches, with_labels
from programmes.fulltext.meaning import meaning
from programmes.fulltext.terms import of_query
from programmes.lists.filters import PAGE_KEY
from programmes.lists.paging import page_of
from programmes.models import SearchEntry
from programmes.models.facts import facts_are_kept
from programmes.models.search import DOCUMENT_OF
from programmes.search import facets, fragments
from programmes.search.folding import folded
from programmes.search.form import SearchForm
from programmes.search.noun import rows
from programmes.search.result import Result
from programmes.search.since import changed_since
from programmes.search.suggesting import Suggestions, suggestions

PAGE_SIZE = 20
# Seconds after which a search that timed out may be repeated.
RETRY_AFTER = 30
# Factors of the rank: kinds that cover more of the register come first.
WEIGHT = {
    SearchEntry.Kind.PROGRAMME: 1.5,
    SearchEntry.Kind.PERSPECTIVE: 1.3,
    SearchEntry.Kind.GOAL: 1.2,
    SearchEntry.Kind.ANNUAL_REPORT: 1.2,
    SearchEntry.Kind.SIGNATORY: 1.2,
    **dict.fromkeys(DOCUMENT_OF, 0.5),
}
MARKS = f"HighlightAll=true, StartSel={fragments.BEGIN}, StopSel={fragments.END}"


@dataclass
class Answer:
    """The answer to a search.

    Attributes:
        form: the `SearchForm` with the query.
        problems: why there is no answer, as sentences.
        too_slow: whether the problem is a time-out.
        past_the_end: whether the problem is the number of the page.
        advice: hints about the query, as sentences.
        also: the synonyms that were searched for too.
        exactly: the query without those.
        total: the number of results, or of those that were counted.
        complete: whether all results were counted.
        page: the Django `Page` of `Result`s; None for a query with nothing to search for.
        rows: all results as rows of `SEARCH`, a queryset, of `search_all` alone.
        facets: the `Facet`s of the results.
        suggestions: the `Suggestions` when nothing was found in the whole register, else None.
    """

    form: SearchForm
    problems: list = field(default_factory=list)
    too_slow: bool = False
    past_the_end: bool = False
    advice: list = field(default_factory=list)
    also: list = field(default_factory=list)
    exactly: str = ""
    total: int = 0
    complete: bool = True
    page: object = None
    rows: object = None
    facets: list = field(default_factory=list)
    suggestions: Suggestions | None = None

    @property
    def results(self):
        """The `Result`s of this page."""
        return list(self.page or [])


def search(parameters, page_size=PAGE_SIZE):
    """Search all that is public at this moment.

    Args:
        parameters: a `QueryDict` with `q`, `soort`, `jaar`, `gebied`, `sinds` and `pagina`, all
            optional; any other key is a problem.
        page_size: the number of results on a page.

    Returns:
        An `Answer`; errors in the query and time-outs are in its `problems`.
    """
    return answered(parameters, partial(show_page, parameters.get(PAGE_KEY, "1"), page_size))


def search_all(parameters):
    """Return the `Answer` to a search with all its results as `rows`; arguments as of `search`."""
    answer = answered(parameters, add_rows)
    if answer.rows is None:
        answer.rows = rows([], meaning())
    return answer


def every(parameters):
    """Return all public entries that a valid search finds, as a queryset without order or limit."""
    form, known = SearchForm(parameters), meaning()
    if not form.is_valid():
        return SearchEntry.objects.none()
    query = asked(form.cleaned_data["q"], known).question
    chosen = [known.labels(*pair) for pair in form.chosen.items() if pair[0] in facets.FACETS]
    if not query:
        return SearchEntry.objects.none()
    return with_labels(chosen).filter(changed_since(form.since), condition(query))


def answered(parameters, complete):
    """Return the `Answer` to a search.

    Args:
        parameters: as of `search`.
        complete: a function that fills in the results, of the `Answer`, the `Match`es in order,
            the `Meaning` and the tsquery.
    """
    answer = Answer(SearchForm(parameters))
    answer.problems = answer.form.problems
    if answer.problems or not answer.form.cleaned_data["q"]:
        return answer
    # Indexes terms that are public since a moment that passed.
    facts_are_kept()
    try:
        with bounded():
            find(answer, complete)
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        answer = Answer(answer.form, too_slow=True)
        answer.problems = [
            _("This question takes too long to answer. Choose a later day, or other words.")
            if answer.form.since
            else _("This question takes too long to answer. Use other or fewer words.")
        ]
    return answer


def find(answer, complete):
    """Fill in the `Answer` to a valid form with a query; `complete` as of `answered`."""
    known = meaning()
    query = asked(answer.form.cleaned_data["q"], known)
    answer.advice = advice(of_query(query.terms))
    answer.also, answer.exactly = widening(query.text)
    if not query.question:
        return
    found = folded(in_order(narrowed(answer, known, query.question), known), known)
    answer.total = len(found)
    complete(answer, found, known, query.question.broad)
    if not (found or answer.problems or answer.form.chosen):
        answer.suggestions = suggestions(query, known.field_of.values())


def show_page(number, page_size, answer, found, meaning, query):
    """Fill in a page of results."""
    answer.page, problem = page_of(Paginator(found, page_size), number)
    if problem:
        answer.problems, answer.past_the_end = [problem], True
    else:
        answer.page.object_list = shown(answer.page.object_list, meaning, query)


def add_rows(answer, found, meaning, _query):
    """Fill in all results, as rows of `SEARCH`."""
    answer.rows = rows(found, meaning)


def narrowed(answer, meaning, asked):
    """Return the `Match`es of a `Question`; fill in the facets, and whether they are complete.

    A facet counts results with the filters of the other facets only, to offer its other values.
    """
    chosen = answer.form.chosen
    filters = {key: meaning.labels(key, chosen[key]) for key in facets.FACETS if key in chosen}
    within = changed_since(answer.form.since)
    found, answer.complete = matches(asked, filters.values(), within)
    for key, facet in facets.FACETS.items():
        others = [labels for name, labels in filters.items() if name != key]
        counted = matches(asked, others, within)[0] if key in filters else found
        answer.facets.append(facet(counted, meaning, chosen.get(key)))
    return found


def in_order(found, meaning):
    """Sort `Match`es: those found by their number first, then by rank, then the newest.

    Of those, a letter comes before what it offers, which has its number from the letter.
    """

    def place(match):
        kind = meaning.kind(match.labels)
        weight, newest = WEIGHT.get(kind, 1), max(meaning.years(match.labels), default=0)
        has_own = match.exact and kind == SearchEntry.Kind.LETTER
        return (not match.exact, not has_own, -match.rank * weight, -newest, match.pk)

    return sorted(found, key=place)


def shown(found, meaning, query):
    """Return the `Result`s of `Match`es, with marks on what matches the tsquery."""
    entries = SearchEntry.objects.published().defer("keywords", "vector")
    entries = entries.annotate(
        marked_title=headline("title", query), marked_body=headline("body", query)
    ).in_bulk([match.pk for match in found])
    return [result(entries[match.pk], meaning, match) for match in found if match.pk in entries]


def result(entry, meaning, match):
    body = fragments.marked(entry.body, entry.marked_body)
    return Result(
        kind=SearchEntry.Kind(entry.kind),
        key=entry.record_id,
        slug=entry.slug,
        title=fragments.marked(entry.title, entry.marked_title),
        fragments=fragments.fragments(body),
        years=meaning.years(entry.labels),
        fields=sorted(each.name for each in meaning.fields(entry.labels)),
        day=entry.day,
        exact=match.exact,
        page=meaning.page(entry.labels),
        pages=match.pages,
    )


def headline(name, query):
    """Return the expression for a text without accents, with marks on what matches a tsquery."""
    folded = Func(F(name), function="programmes_search_fold", output_field=TextField())
    return Func(
        Value("dutch"), folded, as_tsquery(query), Value(MARKS),
        function="ts_headline", template="%(function)s(%(expressions)s)",
        output_field=TextField(),
    )  # fmt: skip
