"""Which rows are about one record, and which new records are in the register already."""

import hashlib

from django.utils.translation import gettext as _

from programmes.intake.sheets.cells import Code, slug_of
from programmes.models.text import one_line


class Identity:
    """The part of a `Batch` that tells records apart."""

    def identity_of(self, row):
        """Return (digest, places): equal for rows about one record.

        The digest is empty when the row does not say what record it is about. Places are where a
        new record belongs; two with the same digest and no place in common differ.
        """
        row = self.for_staff(row)
        key = self.layout.key_of(row)
        facts, places = ([self.layout.key, key], []) if key else self.facts_of(row)
        text = "\n".join(facts)
        return hashlib.sha256(text.encode()).hexdigest() if text.strip() else "", places

    def facts_of(self, row):
        """Return the facts that identify a new record, and its places."""
        return [self.fact_of(row, name) for name in self.layout.identity], []

    def fact_of(self, row, name):
        """Return a cell in one spelling."""
        text, column = row.get(name, ""), self.layout.by_name[name]
        if column.kind == "address":
            return slug_of(self.plain(text)).lower()
        if link := self.layout.links.get(name):
            return link.key_in(text)
        if column.choices:
            return Code(column.source).codes.get(text.strip().lower(), text)
        return one_line(self.plain(text))

    def refuse_present(self, entries):
        """Add a problem to each new record that the register has already, by `Layout.once`."""
        names = self.layout.once
        facts = {
            id(entry): tuple(getattr(entry.record, name) for name in names)
            for entry in entries
            if names and entry.is_new and entry.record and self.is_known_by_facts(entry.record)
        }
        last = {each[-1] for each in facts.values()}
        found = self.layout.model.objects.filter(**{f"{names[-1]}__in": last}) if last else []
        there = set(found.values_list(*names)) if last else set()
        for entry in entries:
            if facts.get(id(entry)) in there:
                told = _("This is there already; give its address.")
                entry.problems.append([self.layout.label_of(names[-1]), told])

    def is_known_by_facts(self, record):
        """Return whether the fields in `Layout.once` say which record this is."""
        return True
