"""What came of a number of activities: one bar, by outcome."""

from dataclasses import dataclass

from programmes.pictures.matrix import parts


@dataclass(frozen=True)
class Glance:
    """Activities counted by outcome.

    Attributes:
        counts: {outcome: number of activities}, in the order to draw them.
        known: the number of activities of which it is known what came of them.
    """

    counts: dict
    known: int

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def unknown(self):
        """The number of activities of which it is not known what came of them."""
        return self.total - self.known

    @property
    def parts(self):
        """The parts of the bar; none for one part, which is no comparison."""
        drawn = tuple(parts(self.counts))
        return drawn if len(drawn) > 1 else ()

    @property
    def only(self):
        """The outcome of all activities, where they have the same; else None."""
        found = [outcome for outcome, count in self.counts.items() if count]
        return found[0] if len(found) == 1 else None
