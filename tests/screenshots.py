"""`make screenshots`: renew the pictures of every kind of page in docs/images/pages/."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.benchmarks import server

FOLDER = Path(__file__).parents[1] / "docs" / "images" / "pages"
PAGES = {
    "home": "/",
    "overview": "/in-beeld/",
    "programmes": "/werkprogrammas/",
    "programme": "/werkprogrammas/2024/",
    "perspective": "/meerjarenperspectieven/2021-2024/",
    "goal": "/doelen/bevorderen-van-hun-lerend-vermogen/",
    "activities": "/activiteiten/",
    "activity": "/activiteiten/wachtlijsten-in-de-jeugdstrafrechtketen/",
    "letter": "/brieven/4896050/",
    "signatory": "/ondertekenaars/d-yesilgoz-zegerius/",
    "annual-report": "/jaarberichten/2015/",
    "search": "/zoeken/?q=jeugd",
    "glossary": "/begrippen/",
    "about": "/over/",
    "not-found": "/bestaat-niet/",
    "sign-in": "/beheer/inloggen/",
}
# The width of the window, and how much of a long page is kept: a file stays under 100 kB.
SIZES = {320: 1500, 1280: 1150}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with server.running(os.environ.get("DATABASE_URL", "")) as site, sync_playwright() as play:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=sandbox)
        for width, height in SIZES.items():
            page = browser.new_page(
                base_url=f"http://127.0.0.1:{site.port}",
                viewport={"width": width, "height": height},
                locale="nl-NL",
            )
            # The font is there from the second page on.
            page.goto("/")
            for name, address in PAGES.items():
                page.goto(address)
                path = FOLDER / f"{name}-{width}.jpg"
                page.screenshot(path=path, type="jpeg", quality=45)
        browser.close()


if __name__ == "__main__":
    main()
