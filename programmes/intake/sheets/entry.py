"""What a row of a spreadsheet is to do, on its way into the register."""

from dataclasses import dataclass, field

from django.db import models

from programmes.models import SheetRow

Outcome = SheetRow.Outcome


@dataclass
class Entry:
    """A row on its way into the register.

    Attributes:
        name: what people call its record.
        cells: the text of each cell that differs from the register, by the name of its column.
        changes: (label, before, after) of these cells, as lists.
        is_public: whether its record has been public.
        record: the instance with the values of the row.
        is_new: whether that is not in the database yet.
        related: what is written with the record: the `Links` of an activity, the `Signed` of a
            letter, the adjustments of an event.
        problems: [column, reason] pairs.
        touched: the stored records that change with it: activities, programmes, adjustments.
        consequences: what that does to their review, and what to check, as sentences.
    """

    name: str
    cells: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)
    is_public: bool = False
    record: models.Model | None = None
    is_new: bool = False
    related: object = None
    problems: list = field(default_factory=list)
    touched: list = field(default_factory=list)
    consequences: list = field(default_factory=list)

    @property
    def outcome(self):
        if self.problems:
            return Outcome.WRONG
        if not self.changes:
            return Outcome.SAME
        return Outcome.NEW if self.is_new else Outcome.CHANGED
