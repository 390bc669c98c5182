"""The table of a benchmark, with the machine, the date and the commit."""

import os
import platform
from datetime import date
from pathlib import Path

from tests.benchmarks.server import output

PAGE = Path("docs/reference/benchmarks.md")


def table(rows, sizes):
    """Return the page for rows of (what, value, unit, limit), as Markdown.

    Args:
        sizes: the sizes of the registers, in words.
    """
    commit = output(["git", "log", "-1", "--format=%h"]).strip()
    load, *_rest = os.getloadavg()
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench write=1`. Each row names its baseline, measured in the same run.",
        "",
        f"- Date: {date.today().isoformat()}; commit {commit}",
        f"- Machine: {os.cpu_count()} cores, Python {platform.python_version()}; load {load:.1f}",
        f"- Registers: {sizes}",
        "",
        "| What | Measured | At most | |",
        "|---|---:|---:|---|",
    ]
    for what, value, unit, limit in rows:
        verdict = "met" if value <= limit else "**not met**"
        lines.append(f"| {what} | {value:.2f} {unit} | {limit:.2f} {unit} | {verdict} |")
    return "\n".join([*lines, ""])
