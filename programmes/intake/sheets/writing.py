"""The records of a batch of rows are written together, and what the database refuses is found."""

from django.db import IntegrityError, connection, transaction

from programmes.intake.sheets.problems import refusal_of
from programmes.models.address import Addressed
from programmes.workflow.context import search_waits


class Writing:
    """The last step of a `Batch`."""

    def attempt(self, entries):
        """Write entries, halving what the database refuses until each wrong row has its problem."""
        try:
            with transaction.atomic():
                self.write_whole(entries)
        except IntegrityError as error:
            if len(entries) == 1:
                entries[0].problems.append(refusal_of(self.layout, error))
                return
            middle = len(entries) // 2
            self.attempt(entries[:middle])
            self.attempt(entries[middle:])

    def write(self, entries):
        """Write entries together, and make the index of the search up to date.

        Raises:
            IntegrityError: when the database refuses one.
        """
        with search_waits():
            self.write_whole(entries)

    def write_whole(self, entries):
        self.write_records(entries)
        # Deferred foreign keys: a failure at the end of the transaction would name no row.
        connection.check_constraints()

    def write_records(self, entries):
        model = self.layout.model
        new = [each.record for each in entries if each.is_new]
        for record in new:
            # An attempt that was rolled back left a primary key.
            record.pk = None
        if issubclass(model, Addressed):
            model.assign_slugs([record for record in new if not record.slug])
        model.objects.bulk_create(new)
        names = {column.name for column in self.written}
        self.update([e.record for e in entries if not e.is_new and names & e.cells.keys()])

    def update(self, records):
        """Write changed records, with what follows from them."""
        for record in records:
            record.save()

    def written_fields(self):
        return [name for column in self.written for name in self.layout.fields_of(column)]
