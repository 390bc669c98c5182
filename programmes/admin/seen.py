"""What a reviewer sees on the page of a verb: the changes since a draft was submitted."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from programmes.changes.for_staff import changes_since
from programmes.models import Look
from programmes.models.publication import Published
from programmes.models.review import WAITING
from programmes.workflow.reviewing import last_review
from programmes.workflow.versions import changed_after, content_versions, name_of

SALT = "programmes.seen"


@dataclass(frozen=True)
class Since:
    """What changed of a record.

    Attributes:
        changes: the `Change`s since it was submitted, or since a page that was out of date.
        is_meanwhile: whether they are since that page.
        looked: when this user saw the page before, or None.
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
        looked: {record: when this user saw its page before, or None}.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = [*self.records, *(piece.record for piece in self.pieces)]
        self.present = content_versions(dict.fromkeys(shown))
        self.looked = {}

    @property
    def versions(self):
        """The value of the hidden field: {name of a record: token of its version}, signed."""
        named = {name_of(each): version for each, version in self.present.items()}
        return signing.dumps(named, salt=SALT, compress=True)

    @property
    def confirmed(self):
        """The posted value of the field, as a dict; empty when there is none."""
        try:
            return signing.loads(self.data.get("versions", ""), salt=SALT)
        except signing.BadSignature:
            return {}

    def look(self):
        """Record that the user sees the page now."""
        self.looked = Look.objects.renew(self.user, self.records)

    def changed(self, package):
        """Return a `Since` for each record of a package that changed.

        They are the changes since a page that was out of date, else those since it was submitted.
        """
        records = [package.record, *(piece.record for piece in package.along)]
        looked, confirmed = self.looked.get(package.record), self.confirmed
        seen = {each: confirmed.get(name_of(each), self.present[each]) for each in records}
        meanwhile = {
            each: version for each, version in seen.items() if version != self.present[each]
        }
        return since(meanwhile, True, looked) or since(
            self.submitted(package.record, records), False, looked
        )

    def submitted(self, record, records):
        """Return {record: token of its version when `record` was submitted}, of those changed."""
        review = last_review(record)
        if review is None or review.step not in WAITING:
            return {}
        return content_versions(changed_after(records, review.at), until=review.at)


def since(versions, is_meanwhile, looked):
    """Return a `Since` for each record that changed after a version, by {record: its token}."""
    found = [
        Since(each, changes_since(each, version, by_verbs=False), is_meanwhile, looked)
        for each, version in versions.items()
    ]
    return [each for each in found if each.changes]
