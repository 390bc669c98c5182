"""The parts of an Excel file, found by their relationships and not by their usual names.

Source: ECMA-376 part 2 (Open Packaging Conventions), chapter 6; part 1, 18.2 (workbook).
"""

import posixpath
from typing import NamedTuple

from programmes.intake.sheets.reading.error import SheetError
from programmes.intake.sheets.reading.xml import Handler, local, parse


class Part(NamedTuple):
    """A part that another refers to: the last word of the type, and the path in the archive."""

    kind: str
    path: str


class Sheet(NamedTuple):
    name: str
    path: str
    is_hidden: bool


class Package:
    """The parts of an archive; their names are not case-sensitive."""

    def __init__(self, archive):
        self.archive = archive
        self.names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}

    def open(self, path):
        """Return an open part.

        Raises:
            KeyError: when it is not there.
        """
        return self.archive.open(self.names[path.lower()])

    def related(self, path=""):
        """Return the `Part`s that a part refers to, by their id; those of the package for ""."""
        folder, name = posixpath.split(path)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed.lower() not in self.names:
            return {}
        with self.open(listed) as file:
            return parse(file, Relationships(folder)).found


class Relationships(Handler):
    """A part with relationships, of a part in a folder."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.found = folder, {}

    def start_Relationship(self, attributes):  # noqa: N802, the name of the element
        target, kind = attributes.get("Target", ""), attributes.get("Type", "")
        path = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        self.found[attributes.get("Id")] = Part(kind.rpartition("/")[2], path)


class Workbook(Handler):
    """The main part: its sheets as (name, state, id), and whether its days count from 1904."""

    def __init__(self):
        super().__init__()
        self.listed, self.is_workbook, self.from_1904 = [], False, False

    def start_workbook(self, _attributes):
        self.is_workbook = True

    def start_workbookPr(self, attributes):  # noqa: N802
        self.from_1904 = attributes.get("date1904") in ("1", "true", "on")

    def start_sheet(self, attributes):
        own = local(attributes)
        self.listed.append((own.get("name", ""), own.get("state", "visible"), own.get("id")))


class Book:
    """The workbook of a package.

    Attributes:
        from_1904: whether its days count from 1904.
        sheets: the `Sheet`s with cells, in order.
        parts: the path of each other part by its kind, such as "styles".

    Raises:
        SheetError: when the package has another main part, as a Word file.
    """

    def __init__(self, package):
        main = next(part.path for part in package.related().values() if is_main(part))
        with package.open(main) as file:
            if file.read(1) != b"<" and not main.lower().endswith(".xml"):
                raise SheetError("unsupported")
        with package.open(main) as file:
            found = parse(file, Workbook())
        if not found.is_workbook:
            raise SheetError("unsupported")
        related = package.related(main)
        self.from_1904 = found.from_1904
        self.parts = {part.kind: part.path for part in related.values()}
        self.sheets = [
            Sheet(name, related[key].path, state != "visible")
            for name, state, key in found.listed
            if key in related and related[key].kind == "worksheet"
        ]


def is_main(part):
    return part.kind == "officeDocument"
