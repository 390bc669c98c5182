"""What a reviewer sees on the page of a verb: the changes since a draft was submitted."""

from dataclasses import dataclass
from datetime import datetime

from programmes.changes.for_staff import changes_since
from programmes.models import Look
from programmes.models.publication import Published
from programmes.models.review import WAITING
from programmes.workflow.reviewing import last_review
from programmes.workflow.versions import content_versions, name_of


@dataclass(frozen=True)
class Since:
    """What changed of a record.

    Attributes:
        changes: the `Change`s since it was submitted, or since a page that was out of date.
        is_meanwhile: whether they are since that page.
        looked: when this user saw its changes before, or None.
    """

    record: Published
    changes: list
    is_meanwhile: bool
    looked: datetime | None = None


class SeenMixin:
    """A `VerbForm` with the versions of the records on its page, in a hidden field.

    Attributes:
        present: {record: token of its version}; read before the changes, so that a change in
            between is not confirmed unseen.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = [*self.records, *(piece.record for piece in self.pieces)]
        self.present = content_versions(dict.fromkeys(shown))
        self.looked = {}

    @property
    def versions(self):
        """The value of the hidden field: "letter-12:3.4 activity-5:6.7.8"."""
        return " ".join(f"{name_of(each)}:{version}" for each, version in self.present.items())

    @property
    def confirmed(self):
        """The posted value of the field, as a dict; empty when there is none."""
        return dict(each.partition(":")[::2] for each in self.data.get("versions", "").split())

    def look(self):
        """Record that the user sees the page now."""
        self.looked = Look.objects.renew(self.user, self.present)

    def changed(self, package):
        """Return a `Since` for each record of a package that changed.

        They are the changes since a page that was out of date, else those since it was submitted.
        """
        records = [package.record, *(piece.record for piece in package.along)]
        return self.since(self.confirmed, records, True) or self.since(
            self.submitted(package.record, records), records, False
        )

    def since(self, before, records, is_meanwhile):
        """Return a `Since` for each record whose version differs from that in `before`."""
        other = [each for each in records if before.get(name_of(each)) != self.present[each]]
        found = [
            Since(
                each,
                changes_since(each, before.get(name_of(each), ""), by_verbs=False),
                is_meanwhile,
                self.looked.get(each),
            )
            for each in other
        ]
        return [each for each in found if each.changes]

    def submitted(self, record, records):
        """Return {name of a record: token of its version} of when `record` was submitted."""
        review = last_review(record)
        if review is None or review.step not in WAITING:
            return {}
        versions = content_versions(records, until=review.at)
        return {name_of(each): version for each, version in versions.items()}
