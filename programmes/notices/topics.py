"""What can be followed: the topic of an address of this site, its title, and what it covers."""

from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from programmes.changes.in_register import TOLD
from programmes.changes.question import ChangesForm
from programmes.formats.atom_of_search import records
from programmes.lists.filters import PAGE_KEY
from programmes.lists.filters.form import SORT_KEY
from programmes.lists.nouns import BY_KEY, BY_MODEL, NOUNS
from programmes.lists.titles import filtered_title, list_title
from programmes.models import Activity, SupervisionField
from programmes.models.publication import owner_of
from programmes.models.subscription import LONGEST_QUERY, Topic
from programmes.search import SEARCH, every

LISTS = BY_KEY | {SEARCH.key: SEARCH}
# The places of the nouns that a search finds, in the members of its topic.
PLACES = {noun.key: place for place, noun in enumerate(NOUNS)}
STEP = 16
# Keys that choose no rows: the page, the order, and the day of which a list shows the state.
NOT_FOLLOWED = (PAGE_KEY, SORT_KEY, "op")


def topic_of(address):
    """Return a `Topic`, not saved, of the address of a list, search, record or /wijzigingen/.

    Raises:
        ValidationError: when there is no such page, it cannot be followed, or a filter is wrong.
    """
    path, _mark, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        raise ValidationError(_("This page does not exist.")) from None
    key, _dash, form = (match.url_name or "").rpartition("-")
    if match.url_name == "changes":
        return Topic(query=canonical(ChangesForm, query))
    if match.url_name == "search" and QueryDict(query).get("q"):
        return Topic(noun=SEARCH.key, query=canonical(SEARCH, query))
    if key in BY_KEY and form == "list":
        return Topic(noun=key, query=canonical(BY_KEY[key], query))
    if key in BY_KEY and form == "detail":
        return Topic(noun=key, record_id=public_key(BY_KEY[key].model, match.kwargs["slug"]))
    raise ValidationError(_("This page cannot be followed: choose a list or a record."))


def public_key(model, slug):
    key = model.objects.published().filter(slug=slug).values_list("pk", flat=True).first()
    if key is None:
        raise ValidationError(_("This page does not exist."))
    return key


def canonical(source, query):
    """Return a query string in one spelling: only filters in use, sorted.

    Args:
        source: the `Noun` of a list, or `ChangesForm`.

    Raises:
        ValidationError: with the problems of the filters.
    """
    given = QueryDict(query)
    pairs = {
        (key, value)
        for key, values in given.lists()
        for value in values
        if value and key not in NOT_FOLLOWED
    }
    text = urlencode(sorted(pairs))
    if len(text) > LONGEST_QUERY:
        raise ValidationError(_("These filters are too long to follow. Choose fewer."))
    if problems := form_of(source, text).problems:
        raise ValidationError(problems)
    return text


def form_of(source, query):
    """Return the bound form of the filters in a query string."""
    if source is ChangesForm:
        return ChangesForm(QueryDict(query))
    return source.filterset(QueryDict(query), source.published()).form


def without_free_texts(topic):
    """Return the query of a topic without the words that its follower typed."""
    if not topic.query:
        return ""
    source = LISTS[topic.noun] if topic.noun else ChangesForm
    typed = form_of(source, topic.query).free_texts
    return urlencode([pair for pair in parse_qsl(topic.query) if pair[0] not in typed])


def title_of(topic, query=None):
    """Return the name of a topic for people; never the name of a record that is not public.

    Args:
        query: the filters to name, as a query string; None for those of the topic.
    """
    query = topic.query if query is None else query
    if not topic.noun:
        return filtered_title(_("Changes"), form_of(ChangesForm, query))
    noun = LISTS[topic.noun]
    if topic.record_id is None:
        return list_title(noun, form_of(noun, query))
    record = public_record(topic)
    label = capfirst(str(noun.model._meta.verbose_name))
    if record is None:
        return _("%(noun)s, withdrawn") % {"noun": label}
    name = capfirst(str(record))
    return name if name.startswith(label) else f"{label}: {record}"


def path_of(topic, query=None):
    """Return the path and query of the page of a topic; `query` as of `title_of`."""
    query = topic.query if query is None else query
    if topic.record_id is not None:
        record = BY_KEY[topic.noun].model.objects.filter(pk=topic.record_id).first()
        return record.get_absolute_url() if record else reverse("changes")
    name = BY_KEY[topic.noun].list_name if topic.noun in BY_KEY else topic.noun or "changes"
    return reverse(name) + (f"?{query}" if query else "")


def public_record(topic):
    records = BY_KEY[topic.noun].model.objects.published()
    return records.filter(pk=topic.record_id).first()


def members_of(topic):
    """Return {key of a noun: queryset of the keys of its records} that a topic covers now.

    The queryset is None when it covers all records. Changes of a row without a page are logged with
    the record that shows it, so the records of such a list are those.
    """
    if topic.noun == SEARCH.key:
        found = {noun.key: keys_of(rows) for noun, rows in records(every(QueryDict(topic.query)))}
        return dict.fromkeys(PLACES, ()) | found
    noun = BY_KEY[topic.noun]
    if noun.model is SupervisionField and topic.record_id:
        rows = Activity.objects.published().filter(fields=topic.record_id)
        return {BY_MODEL[Activity].key: keys_of(rows)}
    if topic.record_id:
        return {noun.key: keys_of(noun.model.objects.published().filter(pk=topic.record_id))}
    path = "" if noun in TOLD else noun.model.public_with[0]
    owner = BY_MODEL[owner_of(noun.model, path)]
    if not topic.query and noun in TOLD:
        return {owner.key: None}
    filterset = noun.filterset(QueryDict(topic.query), noun.published())
    rows = filterset.qs if filterset.form.is_valid() else noun.model.objects.none()
    return {owner.key: keys_of(rows, path)}


def keys_of(rows, path=""):
    return rows.order_by().values_list(f"{path}pk", flat=True)


def member(topic, noun, key):
    """Return the number of a record in the members of a topic: its key, or that and its noun."""
    return key * STEP + PLACES[noun] if topic.noun == SEARCH.key else key


def record_of(topic, number, noun):
    """Return the (key of the noun, key) of a member of a topic; `noun` is that of a list."""
    if topic.noun != SEARCH.key:
        return noun, number
    return next(name for name, place in PLACES.items() if place == number % STEP), number // STEP
