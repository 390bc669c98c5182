"""Metadata in pages: citation, Open Graph and JSON-LD."""

from html import unescape

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe

from programmes.lists.filters import PAGE_KEY
from programmes.lists.nouns import BY_MODEL, PAGED
from programmes.metadata import linked_data
from programmes.metadata.citing import citation
from programmes.metadata.publisher import PUBLISHER

register = template.Library()


@register.inclusion_tag("components/metadata.html", takes_context=True)
def metadata(context):
    """Render Open Graph and JSON-LD for a record, a list, or another page."""
    request = context.get("request")
    if request is None or not request.resolver_match:
        return {}
    site = request.build_absolute_uri("/")[:-1]
    picture = settings.ORGANISATION.picture and site + static(settings.ORGANISATION.picture)
    return described(context, request, site) | {"picture": picture}


def described(context, request, site):
    """Return the metadata of the page, as the parameters of its template."""
    if record := getattr(request, "record", None):
        return of_record(record, site)
    noun = context.get("noun")
    if noun in PAGED and request.resolver_match.url_name == noun.list_name:
        return of_list(noun, request, site)
    if request.resolver_match.url_name == "home":
        return of_home(site)
    return of_page(request, site, text_of(context, "title"), text_of(context, "description"))


def of_record(record, site):
    noun = BY_MODEL[type(record)]
    return {
        "kind": "article",
        "title": str(record),
        "description": linked_data.description(record),
        "address": site + record.get_absolute_url(),
        "linked_data": safe(linked_data.of_record(record, noun, site)),
    }


def of_list(noun, request, site):
    """Describe a list; a filtered one has no canonical URL."""
    address = site + reverse(noun.list_name)
    number = request.GET.get(PAGE_KEY, "1")
    is_whole = set(request.GET) <= {PAGE_KEY}
    if number != "1":
        address += f"?{PAGE_KEY}={number}"
    return {
        "kind": "website",
        "title": noun.title,
        "description": noun.intro,
        "address": address if is_whole else "",
        "linked_data": safe(linked_data.of_list(noun, site)),
    }


def of_home(site):
    return {
        "kind": "website",
        "title": f"Werkprogramma's {PUBLISHER.name}",
        "description": "Wat de Inspectie van plan was, en wat ervan kwam.",
        "address": site + reverse("home"),
        "linked_data": safe(linked_data.of_site(site)),
    }


def of_page(request, site, title, description):
    """Describe a page about the site; with a query string it has no canonical URL."""
    return {
        "kind": "website",
        "title": title,
        "description": description,
        "address": "" if request.GET else site + request.path,
        "linked_data": safe(linked_data.of_page(title, description, request.path, site)),
    }


def text_of(context, name):
    """Return the rendered block `name` of the page, as plain text."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return unescape(block.render(context)).strip()


def safe(document):
    """Mark JSON as safe HTML: `linked_data.as_json` escapes <, > and &."""
    return mark_safe(document)  # noqa: S308


@register.inclusion_tag("components/cite.html", takes_context=True)
def cite(context):
    """Render the citation of the record of this page; nothing on other pages."""
    request = context.get("request")
    record = getattr(request, "record", None)
    if record is None:
        return {}
    address = request.build_absolute_uri(record.get_absolute_url())
    return {"citation": citation(record, address), "file": f"{record.get_absolute_url()}citeer.bib"}
