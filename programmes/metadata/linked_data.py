"""JSON-LD of pages, in the vocabulary of schema.org.

Source: https://schema.org, and the identifiers of organisations at identifier.overheid.nl (TOOI).
"""

import json

from django.urls import reverse

from programmes.lists.last_changed import changed_on
from programmes.metadata.publisher import LICENCE, PUBLISHER
from programmes.models import Activity, Goal, Signatory

ORGANISATION = {
    "@type": "GovernmentOrganization",
    "@id": PUBLISHER.uri,
    "name": PUBLISHER.name,
    "url": PUBLISHER.site,
}
BY_REFERENCE = {"@id": ORGANISATION["@id"]}
# A script element ends at </script>, whatever its type. In JSON these characters occur in strings
# only, so that escaping them keeps the document equal.
HARMLESS = str.maketrans({"<": r"\u003C", ">": r"\u003E", "&": r"\u0026"})


def as_json(*things):
    """Return a JSON-LD document of `things`, escaped for a script element in HTML."""
    document = {"@context": "https://schema.org", "@graph": [*things, ORGANISATION]}
    return json.dumps(document, ensure_ascii=False).translate(HARMLESS)


def of_record(record, noun, site):
    """Return the JSON-LD of the page of a record.

    Args:
        record: a public record with a page.
        noun: its `Noun`.
        site: the scheme and host of the site, without a slash at the end.
    """
    trail = [(noun.title, reverse(noun.list_name)), (str(record), record.get_absolute_url())]
    return as_json(about_record(record, site), breadcrumbs(trail, site))


def of_list(noun, site):
    """Return the JSON-LD of a list: a Dataset with its downloads."""
    address = reverse(noun.list_name)
    dataset = {
        "@type": "Dataset",
        "@id": site + address,
        "url": site + address,
        "name": f"{noun.title}, {PUBLISHER.name}",
        "description": str(noun.intro),
        "inLanguage": "nl",
        "license": LICENCE,
        "creator": BY_REFERENCE,
        "publisher": BY_REFERENCE,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": site + reverse(f"{noun.key}-csv"),
            }
        ],
    }
    return as_json(dataset, breadcrumbs([(noun.title, address)], site))


def of_site(site):
    """Return the JSON-LD of the home page: a WebSite with its search."""
    home = site + reverse("home")
    search = f"{site}{reverse('search')}?q={{search_term_string}}"
    website = {
        "@type": "WebSite",
        "@id": home,
        "url": home,
        "name": f"Werkprogramma's {PUBLISHER.name}",
        "inLanguage": "nl",
        "publisher": BY_REFERENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }
    return as_json(website)


def of_page(title, description, path, site):
    """Return the JSON-LD of any other page, such as the glossary."""
    page = {
        "@type": "WebPage",
        "@id": site + path,
        "url": site + path,
        "name": title,
        "description": description,
        "inLanguage": "nl",
        "license": LICENCE,
        "publisher": BY_REFERENCE,
    }
    return as_json(page, breadcrumbs([(title, path)], site))


def about_record(record, site):
    """Return a DigitalDocument for a document, and a WebPage with `about` for other records."""
    address = site + record.get_absolute_url()
    known = {
        "@id": address,
        "url": address,
        "name": str(record),
        "description": description(record),
        "inLanguage": "nl",
        "license": LICENCE,
        "publisher": BY_REFERENCE,
        "dateModified": isoformat(changed_on(record)),
        "datePublished": isoformat(getattr(record, "published_on", getattr(record, "date", None))),
        "temporalCoverage": years(record),
    }
    is_document = not isinstance(record, Activity | Goal | Signatory)
    kind = {"@type": "DigitalDocument"} if is_document else {"@type": "WebPage"} | about(record)
    return kind | {name: value for name, value in known.items() if value}


def about(record):
    """Return `about` for a record that is not a document."""
    if isinstance(record, Signatory):
        person = {"@type": "Person", "name": record.name, "jobTitle": record.office}
        return {"about": {name: value for name, value in person.items() if value}}
    kind = "DefinedTerm" if isinstance(record, Goal) else "Thing"
    return {"about": {"@type": kind, "name": str(record)}}


def description(record):
    """Return the first 300 characters of the first descriptive field that is filled in, or ""."""
    for name in ("summary", "explanation", "office"):
        if text := getattr(record, name, ""):
            return " ".join(text.split())[:300]
    return ""


def years(record):
    """Return the years of a record as an ISO 8601 interval or a year, or ""."""
    if hasattr(record, "first_year"):
        return f"{record.first_year}/{record.last_year}"
    return str(getattr(record, "year", ""))


def isoformat(day):
    return day.isoformat() if day else ""


def breadcrumbs(trail, site):
    """Return a BreadcrumbList of the home page and the (name, path) pairs in `trail`."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": str(name), "item": site + path}
            for place, (name, path) in enumerate([("Home", reverse("home")), *trail], 1)
        ],
    }
