"""What the public sees: the bodies of every public address."""

import re

from django.urls import reverse

from programmes.api.resources import RESOURCES
from programmes.lists.nouns import ALL, PAGED
from tests.addresses import (
    BESIDE,
    DETAILS,
    DIWOO,
    FEEDS,
    FILES,
    FOLLOW,
    LISTS,
    NOUNS,
    PAGES,
    SHEETS,
    address,
    body,
)

# Since before all records: with each change, and what is gone.
SINCE = "sinds=2000-01-01"
MODELS = {noun.key: noun.model for noun in ALL}
MARK = re.compile("</?mark>")
SOUGHT = {noun: noun for noun in NOUNS}


def sitemaps(client):
    """Return the bodies of the sitemaps and their indexes, by the name of the URL."""
    sections = [reverse("sitemap-section", args=[noun]) for noun in [*NOUNS, "supervision-field"]]
    hosted = [reverse("diwoo-sitemap", args=[kind, 1]) for kind in DIWOO]
    indexes = {name: body(client.get(reverse(name))) for name in ("sitemap", "diwoo-index")}
    return indexes | {
        "sitemap-section": "".join(body(client.get(each)) for each in sections),
        "diwoo-sitemap": "".join(body(client.get(each)) for each in hosted),
    }


def api(client, sought):
    """Return the bodies of the API with everything expanded, by path."""
    lists = {f"/api/v1/{each.path}": ",".join(each.relations) for each in RESOURCES}
    questions = {f"/api/v1/zoek?q={words}": "" for words in sought.values()}
    questions |= {"/api/v1/wijzigingen": "", **{f"{path}?{SINCE}": "" for path in lists}}
    answers = {}
    for path, expand in (lists | questions).items():
        answers[path] = body(client.get(path, {"expand": expand} if expand else None))
    for resource in RESOURCES:
        for record in resource.noun.model.objects.all():
            path = f"/api/v1/{resource.path}/{getattr(record, resource.identifier)}"
            answers[path] = body(client.get(path))
    return answers


def of_records(client):
    """Return the bodies of the addresses of every record, public or not, by name of the URL."""
    answers = {}
    for name in (*DETAILS, *SHEETS, *FEEDS, *BESIDE, *FILES):
        records = MODELS[name.rpartition("-")[0]].objects.all()
        addresses = [reverse(name, args=[record.slug]) for record in records]
        answers[name] = "".join(body(client.get(address)) for address in addresses)
        if name in DETAILS:
            pages = [f"/volgen{address}" for address in addresses]
            answers[f"{FOLLOW} {name}"] = "".join(body(client.get(page)) for page in pages)
    return answers


def everything(client, sought=SOUGHT):
    """Return the bodies of all public addresses, by the name of the URL.

    Args:
        sought: what is asked of the search, by a name: `search-<name>` in the answer.
    """
    questions = {f"search-{name}": f"/zoeken/?q={words}" for name, words in sought.items()}
    words = " of ".join(sought.values())
    questions |= {
        f"{name} of words": f"{address(name)}?q={words}"
        for name in LISTS
        if name.startswith("search-")
    }
    addresses = {name: address(name) for name in (*PAGES, *LISTS)} | questions
    addresses |= {f"{name} since": f"{address(name)}?{SINCE}" for name in LISTS}
    addresses |= {
        f"{FOLLOW} {noun.list_name}": f"/volgen{reverse(noun.list_name)}" for noun in PAGED
    }
    texts = {name: body(client.get(address)) for name, address in addresses.items()}
    return texts | of_records(client) | sitemaps(client) | api(client, sought)


def latest(client):
    """Return the bodies of what shows the latest only, by the name of the URL."""
    feeds = [name for name in (*PAGES, *LISTS) if name.endswith("-atom")]
    addresses = {name: address(name) for name in ("home", "changes", *feeds)}
    addresses["api-changes"] = "/api/v1/wijzigingen"
    return {name: body(client.get(address)) for name, address in addresses.items()}


def naming(texts, words):
    """Return the names of the texts with some words, also where the search marks them."""
    return [name for name, text in texts.items() if words in MARK.sub("", text)]
