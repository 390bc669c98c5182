"""Client of the open data of the House, with retries, a pause and validation of each answer.

Source: https://opendata.tweedekamer.nl/documentatie/odata-api (OData v4, CC0).
"""

import re
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

import httpx

ADDRESS = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/"
TIMEOUT = httpx.Timeout(20, connect=5)
# The House publishes no rate limit; one request a second is modest.
PAUSE = 1.0
ATTEMPTS, LONGEST_WAIT = 4, 60
PASSING = (408, 429, 500, 502, 503, 504)
FIELDS = "DocumentNummer,Datum,DatumOntvangst,Volgnummer"
# A letter is in a few dossiers at most; more documents than this are no match.
MOST = 20


class ServiceError(Exception):
    """The service did not answer, or not as it is known to; the message says what happened."""


@dataclass(frozen=True)
class Document:
    """A document of the House.

    Attributes:
        number: the House's own number, as in "2025D31364".
        kamerstukken: (dossier, suffix, number) triples, each as the register keeps them.
    """

    number: str
    date: date | None
    received: date | None
    kamerstukken: tuple


class House:
    """The service of the House at an address.

    Args:
        address: the URL of the service.
        pause: the seconds between two requests, and the first wait after one that failed.
    """

    def __init__(self, address=ADDRESS, pause=PAUSE):
        self.address, self.pause, self.asked_at = address, pause, None
        headers = {"User-Agent": "inspectie/0.1 (register of work programmes)"}
        self.client = httpx.Client(timeout=TIMEOUT, headers=headers)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.client.close()

    def with_reference(self, reference):
        """Return the `Document`s with a reference of the sender.

        Raises:
            ServiceError: when there is no usable answer.
        """
        return self.documents(f"KenmerkAfzender eq {quoted(reference)}")

    def with_kamerstuk(self, dossier, suffix, number):
        """Return the `Document`s with a Kamerstuk number.

        Raises:
            ServiceError: when there is no usable answer.
        """
        added = f"eq {quoted(suffix)}" if suffix else "eq null"
        within = f"Kamerstukdossier/any(d: d/Nummer eq {int(dossier)} and d/Toevoeging {added})"
        return self.documents(f"Volgnummer eq {int(number)} and {within}")

    def documents(self, condition):
        """Return the documents of the government that meet a condition, from all pages."""
        parameters = {
            "$filter": f"Verwijderd eq false and Soort eq 'Brief regering' and {condition}",
            "$select": FIELDS,
            "$expand": "Kamerstukdossier($select=Nummer,Toevoeging)",
            "$orderby": "DocumentNummer",
        }
        address, found = urljoin(self.address, "Document"), []
        while address:
            answer = self.ask(address, parameters)
            found += [document(row) for row in answer["value"]]
            if len(found) > MOST:
                raise ServiceError(f"{address}: more than {MOST} documents")
            address, parameters = self.next_page(answer), None
        return found

    def next_page(self, answer):
        """Return the address of the next page of an answer, or None."""
        following = answer.get("@odata.nextLink")
        address = following and urljoin(self.address, following)
        if address and not address.startswith(self.address):
            raise ServiceError(f"{self.address}: leads to another place, {address}")
        return address

    def ask(self, address, parameters):
        """Return the answer to a request, as a dict with a list of `value`s."""
        for attempt in range(1, ATTEMPTS + 1):
            response, problem = self.attempt(address, parameters)
            if problem is None:
                return understood(response)
            if attempt < ATTEMPTS:
                time.sleep(self.patience(response, attempt))
        raise ServiceError(f"{address}: {problem}, {ATTEMPTS} times")

    def attempt(self, address, parameters):
        """Return (the response or None, the temporary error or None)."""
        self.wait_politely()
        try:
            response = self.client.get(address, params=parameters)
        except httpx.TransportError as error:
            return None, f"{type(error).__name__}: {error}"
        passing = response.status_code in PASSING
        return response, f"status {response.status_code}" if passing else None

    def wait_politely(self):
        if self.asked_at is not None:
            time.sleep(max(0, self.asked_at + self.pause - time.monotonic()))
        self.asked_at = time.monotonic()

    def patience(self, response, attempt):
        """Return the seconds to wait before the next attempt: Retry-After, up to a limit."""
        asked = response.headers.get("Retry-After", "") if response else ""
        return min(int(asked), LONGEST_WAIT) if asked.isdigit() else self.pause * 2**attempt


def understood(response):
    """Return the decoded body of a response.

    Raises:
        ServiceError: when it is an error, or not of the form that OData has.
    """
    if response.status_code != 200:
        raise ServiceError(f"{response.url}: status {response.status_code}")
    with suppress(ValueError, KeyError, TypeError):
        content = response.json()
        if isinstance(content["value"], list):
            return content
    raise ServiceError(f"{response.url}: an answer of another form")


def document(row):
    """Return the `Document` of a row.

    Raises:
        ServiceError: when the row has another form.
    """
    try:
        return Document(
            number=row["DocumentNummer"],
            date=day(row["Datum"]),
            received=day(row["DatumOntvangst"]),
            kamerstukken=tuple(
                (str(each["Nummer"]), bare(each["Toevoeging"]), str(row["Volgnummer"]))
                for each in row["Kamerstukdossier"]
                if (row["Volgnummer"] or 0) > 0
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ServiceError(f"a document of another form: {error!r}") from None


def day(moment):
    """Return the day of "2023-09-22T00:00:00+02:00" as it is written, or None."""
    return datetime.fromisoformat(moment).date() if moment else None


def bare(suffix):
    """Return the suffix of a dossier without the brackets that the House puts around some."""
    return re.sub(r"[()\[\]\s]", "", suffix or "")


def quoted(text):
    """Return a text as OData writes it, with its apostrophes doubled."""
    return "'" + text.replace("'", "''") + "'"
