"""A local server with the interface of the open data of the House."""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PATH = "/OData/v4/2.0/"
BY_REFERENCE = re.compile(r"KenmerkAfzender eq '((?:[^']|'')*)'$")
BY_KAMERSTUK = re.compile(
    r"Volgnummer eq (\d+) and Kamerstukdossier/any"
    r"\(d: d/Nummer eq (\d+) and d/Toevoeging eq (null|'[^']*')\)$"
)


def document(**known):
    """Return a document as the House describes it."""
    return {
        "DocumentNummer": "2023D37777",
        "Soort": "Brief regering",
        "Onderwerp": "Werkprogramma 2024 Inspectie Justitie en Veiligheid",
        "Datum": "2023-09-22T00:00:00+02:00",
        "DatumOntvangst": "2023-09-25T00:00:00+02:00",
        "KenmerkAfzender": "4896050",
        "Volgnummer": 12,
        "Kamerstukdossier": [{"Nummer": 36410, "Toevoeging": "VI"}],
    } | known


class House:
    """The service: its documents, the requests it got, and its first failures.

    Attributes:
        documents: what `document` returns.
        failures: (status, headers) pairs, or "hang up", each for one question to come.
        page: how many documents stand on a page.
    """

    def __init__(self):
        self.documents, self.failures, self.asked, self.page = [], [], [], 100
        self.answer = None

    def found(self, condition):
        """Return the documents that meet a condition; None when it is not understood."""
        if match := BY_REFERENCE.search(condition):
            reference = match[1].replace("''", "'")
            return [each for each in self.documents if each["KenmerkAfzender"] == reference]
        if match := BY_KAMERSTUK.search(condition):
            number, dossier, suffix = match.groups()
            wanted = {
                "Nummer": int(dossier),
                "Toevoeging": None if suffix == "null" else suffix[1:-1],
            }
            return [
                each
                for each in self.documents
                if each["Volgnummer"] == int(number) and wanted in each["Kamerstukdossier"]
            ]
        return None


def handler(house):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802, the name that the library calls
            address = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(address.query).items()}
            house.asked.append(query)
            if house.failures:
                return self.fail(house.failures.pop(0))
            if house.answer is not None:
                return self.send(200, house.answer)
            found = house.found(query.get("$filter", ""))
            if address.path != f"{PATH}Document" or found is None:
                error = {"error": {"code": "", "message": "The query is not valid."}}
                return self.send(400, json.dumps(error))
            return self.send(200, json.dumps(self.page_of(found, query)))

        def page_of(self, found, query):
            begin = int(query.get("$skip", 0))
            content = {"@odata.context": f"{PATH}$metadata#Document"}
            content["value"] = found[begin : begin + house.page]
            if begin + house.page < len(found):
                rest = f"$filter={query['$filter']}&$skip={begin + house.page}".replace(" ", "%20")
                host = self.headers["Host"]
                content["@odata.nextLink"] = f"http://{host}{PATH}Document?{rest}"
            return content

        def fail(self, failure):
            if failure == "hang up":
                self.close_connection = True
                return
            status, headers = failure
            self.send(status, "", headers)

        def send(self, status, text, headers=()):
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; odata.metadata=minimal")
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    return Handler


@contextmanager
def serving():
    """Yield (a `House`, the address of its service) for as long as the block runs."""
    house = House()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(house))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield house, f"http://127.0.0.1:{server.server_port}{PATH}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
