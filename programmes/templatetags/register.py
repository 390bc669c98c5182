"""Filters and tags of the public templates (builtins, see settings)."""

import re
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from programmes.changes.on_page import changes_of
from programmes.formats.following import addresses_of, webcal
from programmes.lists.nouns import BY_KEY, BY_MODEL, MENU, NOUNS, PAGED
from programmes.lists.paging import suffix
from programmes.models import Outcome
from programmes.models.by_language import kept_by_language
from programmes.models.expected import RESPONSE_RULE
from programmes.models.outcome import outcome_in_words
from programmes.models.previewed import is_previewing

register = template.Library()

HOUSE_SEARCH = "https://www.tweedekamer.nl/zoeken"
CODE = re.compile("`([^`]+)`")
TONES = {
    Outcome.ON_TIME: "ok",
    Outcome.LATER: "warning",
    Outcome.READY: "ok",
    Outcome.READY_UNSURE: "ok",
    Outcome.OVERDUE: "warning",
    Outcome.NOT_YET: "active",
    Outcome.BEGUN: "unknown",
    Outcome.DROPPED: "ended",
    Outcome.MOVED: "neutral",
    Outcome.UNKNOWN: "unknown",
}


@register.filter
def public(record):
    """Return the record when the public may see it, else None."""
    return record if record is not None and record.is_public else None


@register.filter
def is_unknown(value):
    """Return whether a value is missing; 0 is not."""
    return value in (None, "", [])


@register.filter
def or_dash(value):
    """Return the value; when it is missing, a dash that a screen reader calls "niet bekend"."""
    if is_unknown(value):
        dash = '<span class="unknown"><span aria-hidden="true">–</span>{}</span>'
        return format_html(dash, mark_safe('<span class="visually-hidden">niet bekend</span>'))
    return value


@register.simple_tag
def list_cells(row):
    """Render the cells of a row of a list: a tag, as a loop of a template takes ten times as long.

    Args:
        row: a dict with `url`, `cells` and `linked`, the number of the cell with the link.
    """
    cells = [
        linked_cell(row["url"], cell["value"]) if number == row["linked"] else plain_cell(**cell)
        for number, cell in enumerate(row["cells"])
    ]
    return mark_safe("".join(cells))  # noqa: S308, escaped


def linked_cell(url, value):
    return f'<th scope="row"><a href="{escape(url)}">{escape(value)}</a></th>'


def plain_cell(column, value):
    if is_unknown(value):
        return f'<td class="unknown-cell" data-label="{column.caption}">{or_dash(value)}</td>'
    whole = ' class="whole"' if column.whole else ""
    return f'<td{whole} data-label="{capfirst(column.caption)}">{escape(value)}</td>'


@register.simple_tag
def fixed(template):
    """Render a template without parameters, once for each process and preview."""
    return rendered(template, get_script_prefix())


@kept_by_language(100)
def rendered(template, _prefix):
    return render_to_string(template)


@register.simple_tag
@kept_by_language()
def columns_of(key):
    """Render what the columns of a noun mean, once for each process."""
    noun = BY_KEY[key]
    columns = [(column, BY_MODEL.get(column.refers_to)) for column in noun.columns]
    return render_to_string("components/columns.html", {"noun": noun, "columns": columns})


@register.filter
def outcome_label(outcome):
    """Return an outcome as text, with whether it is derived."""
    return Outcome(outcome).tag


@register.filter
def told(counts):
    """Return counts by outcome as text: "1 op tijd, 2 niets bekend"."""
    return ", ".join(f"{count} {tag_of(outcome)}" for outcome, count in counts.items() if count)


@kept_by_language()
def tag_of(outcome):
    """Return the tag of an outcome as a text."""
    return str(Outcome(outcome).tag)


@register.filter
def lane_label(key):
    """Return the label of a lane of the timeline: the title of its noun."""
    return next(noun.title for noun in NOUNS if noun.key == key)


@register.filter
def is_address(source):
    """Return whether a source is a URL; None, for no source, is not."""
    return bool(source) and source.startswith(("https://", "http://"))


@register.filter
def readable_address(source):
    """Return a URL without scheme and www."""
    return source.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.filter
def with_marks(pairs):
    """Return (text, is_marked) pairs as HTML with <mark>."""
    mark, end = mark_safe("<mark>"), mark_safe("</mark>")
    pieces = [(mark, piece, end) if is_marked else ("", piece, "") for piece, is_marked in pairs]
    return format_html_join("", "{}{}{}", pieces)


@register.filter
def with_code(text):
    """Return a text as HTML, with <code> for text in backticks."""
    return mark_safe(CODE.sub(r"<code>\1</code>", escape(text)))  # noqa: S308, escaped


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context):
    """Render the main menu: a link for every noun, and for what is due."""
    here = context["request"].path if "request" in context else ""
    addresses = [(noun.title, reverse(noun.list_name)) for noun in MENU]
    return {"items": [(title, address, current(here, address)) for title, address in addresses]}


def current(here, address):
    """Return the value of aria-current: "page", "true" for a page below it, or ""."""
    return "page" if here == address else "true" if here.startswith(address) else ""


@register.simple_tag
@kept_by_language(1000)
def outcome_badge(outcome, days=None):
    """Render the badge of an outcome, once for each process.

    Args:
        outcome: an `Outcome`.
        days: the number of days later than the term, or None.
    """
    badge = {"label": outcome_in_words(outcome, days), "tone": TONES[outcome]}
    return mark_safe(render_to_string("components/badge.html", badge).strip())  # noqa: S308, escaped


@register.simple_tag
def term(word):
    """Return a term as a link to its entry in the glossary."""
    address = f"{reverse('glossary')}#{slugify(word)}"
    return format_html('<a class="term" href="{}">{}</a>', address, word)


@register.simple_tag
def response_rule():
    """Return the rule from which the day of a response is derived, as sentences."""
    return RESPONSE_RULE


@register.simple_tag
def house_search(*words):
    """Return the URL of a search at the House of Representatives, for words or numbers."""
    return f"{HOUSE_SEARCH}?{urlencode({'qry': ' '.join(map(str, words))})}"


@register.simple_tag
def contact():
    """Render the contact details, without white space before the end of a sentence."""
    context = {"email": settings.CONTACT_EMAIL, "page": settings.ORGANISATION.contact}
    return mark_safe(render_to_string("components/contact.html", context).strip())  # noqa: S308, escaped


@register.simple_tag
def backup_months():
    """Return after how many months, at most, no backup has what was deleted."""
    return settings.BACKUP_MONTHS


@register.simple_tag
def feeds():
    """Return (title, URL) pairs of the pages that explain a feed: of all changes, of each list."""
    lists = [(noun.title, reverse(noun.list_name)) for noun in PAGED if noun.has_feed]
    pages = [(_("Changes in the whole register"), reverse("changes")), *lists]
    return [(title, explained(page)) for title, page in pages]


def explained(page):
    """Return the URL of the page that explains how to follow the page at a path."""
    return reverse("follow-page", args=[page.removeprefix("/")])


def ways_to_follow(context):
    """Return the URLs of the feed and the calendar of this page, each None when there is none."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or context.get("problems"):
        return None, None
    return addresses_of(match, chosen(context))


def chosen(context):
    """Return the parameters that choose what is followed, a QueryDict.

    A record has none: `query` on its page is of a list.
    """
    name = context["request"].resolver_match.url_name or ""
    return QueryDict("" if name.endswith("-detail") else context.get("query") or "")


@register.simple_tag(takes_context=True)
def feed_address(context):
    """Return the URL of the feed of this page, or None; of a field, that of its activities."""
    return ways_to_follow(context)[0]


@register.inclusion_tag("components/follow.html", takes_context=True)
def follow(context):
    """Render the button with the ways to follow this page; nothing in a preview."""
    if is_previewing():
        return {}
    feed, dates = ways_to_follow(context)
    return {
        "mail": mail_address(context),
        "feed": feed and explained(context["request"].path) + suffix(chosen(context)),
        "webcal": dates and webcal(context["request"], dates),
    }


def mail_address(context):
    """Return the URL of the form to follow this page by e-mail, or None."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match and match.url_name or ""
    is_followed = name == "changes" or name.endswith(("-list", "-detail"))
    is_followed |= name == "search" and bool(context.get("q"))
    if not settings.SENDS_MAIL or not is_followed or context.get("problems"):
        return None
    page = context["request"].path + suffix(chosen(context))
    return f"{reverse('follow')}?{urlencode({'van': page})}"


@register.inclusion_tag("components/changes.html")
def record_changes(record):
    """Render the change log of a record; typing errors apart."""
    changes = changes_of(record)
    return {
        "changes": [each for each in changes if not each.public.is_typo],
        "typos": [each for each in changes if each.public.is_typo],
    }
