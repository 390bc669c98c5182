"""A member of staff who saves a form while many visitors ask for pages."""

import http.cookiejar
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request

NAME, PASSWORD = "meter", "een-lang-wachtwoord-voor-de-meting"  # noqa: S105, of a measurement
MAKE = f"""
from django.contrib.auth.models import User
User.objects.create_superuser({NAME!r}, password={PASSWORD!r})
"""
SIGN_IN, ADD = "/beheer/inloggen/", "/beheer/programmes/fieldgroup/add/"


class Staff:
    """A browser session of a superuser.

    Args:
        database_url: the DATABASE_URL of the register, in which the account is made.
        site: the `Server`.
    """

    def __init__(self, database_url, site):
        subprocess.run(  # noqa: S603, our own command
            [sys.executable, "manage.py", "shell", "--command", MAKE],
            env=os.environ | {"DATABASE_URL": database_url},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        self.site, self.saved = f"http://localhost:{site.port}", 0
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)
        self.send(SIGN_IN, login=NAME, password=PASSWORD)

    def send(self, path, **fields):
        """Fill in the form at `path`; return the seconds of saving it.

        Raises:
            RuntimeError: when the form comes back.
        """
        page = self.browser.open(self.site + path).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        asked = urllib.request.Request(self.site + path, data, {"Referer": self.site + path})  # noqa: S310
        begin = time.perf_counter()
        with self.browser.open(asked) as answer:
            answer.read()
        if urllib.parse.urlsplit(answer.url).path == path:
            raise RuntimeError(f"{path} was not saved")
        return time.perf_counter() - begin

    def save(self):
        """Save a new group of fields; return the seconds."""
        self.saved += 1
        return self.send(ADD, name=f"groep {self.saved}", slug=f"groep-{self.saved}", _save="1")
