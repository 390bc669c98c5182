"""The forms of the verbs; `act` carries one out on a record."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from programmes.admin.held import HeldForm
from programmes.admin.seen import SeenMixin
from programmes.models.record import Record
from programmes.models.text import TextLinesField
from programmes.models.when import DayField
from programmes.workflow import package, publishing, reviewing

# The most records of each noun that go along with one, or that stay, on a page that does not list
# them all.
LISTED = 20


def text_field(label, help_text, **options):
    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
    return TextLinesField(label=label, help_text=help_text, widget=widget, **options)


@dataclass(frozen=True)
class Rest:
    """The pieces of one noun that have one checkbox together, which is ticked by default.

    Attributes:
        of: the record that they go along with.
    """

    of: Record
    pieces: list

    @property
    def noun(self):
        return self.pieces[0].record._meta.model_name

    @property
    def key(self):
        """The value of the checkbox: a noun may go along with several records of a page."""
        return f"{self.of._meta.model_name}-{self.of.pk}-{self.noun}"

    @property
    def keys(self):
        """The keys of those that go along: not what the last submission left out."""
        return {piece.key for piece in self.pieces if piece.chosen}

    @property
    def label(self):
        return self.pieces[0].record._meta.verbose_name_plural

    @property
    def without(self):
        return len(self.pieces) - len(self.keys)


def parted(package, most):
    """Return the first `most` pieces of each noun, all for None; and a `Rest` for each noun."""
    listed, rest, seen = [], defaultdict(list), Counter()
    for piece in package.along:
        noun = piece.record._meta.model_name
        seen[noun] += 1
        (listed if most is None or seen[noun] <= most else rest[noun]).append(piece)
    return listed, [Rest(package.record, found) for found in rest.values()]


class VerbForm(HeldForm):
    """The form of a verb for `records`, with a checkbox for each record that goes along.

    Attributes:
        package: a function from a record to its `Package`.
        packages: the `Package` of each record.
        objections: why somebody else has to carry the verb out, as sentences.
        listed: the most records of a noun in a list of its page; None for all. Those not listed
            have one checkbox for each noun, without what the last submission left out.
    """

    package = staticmethod(package.alone)
    objections = ()

    def __init__(self, data, *, records, user, listed=None):
        super().__init__(data)
        self.records, self.user, self.listed = records, user, listed
        self.packages = package.each_once([self.package_of(record) for record in records])

    def package_of(self, record):
        return self.package(record)

    @cached_property
    def pieces(self):
        return [piece for each in self.packages for piece in each.along]

    @property
    def seen(self):
        """The value of the hidden field: a digest of the records that the page is about."""
        keys = " ".join(piece.key for piece in self.pieces)
        return blake2b(keys.encode(), digest_size=16).hexdigest()

    @cached_property
    def ticked(self):
        """The keys of the pieces that go along; without a list on the page, those by default."""
        required = {piece.key for piece in self.pieces if piece.required}
        if self.is_bound and "seen" in self.data:
            return required.union(
                self.data.getlist("along"), *(each.keys for each in self.ticked_rest)
            )
        return required | {piece.key for piece in self.pieces if piece.chosen}

    @cached_property
    def listings(self):
        """[(`Package`, its pieces with a checkbox, a `Rest` for each noun with more of them)]."""
        return [(each, *parted(each, self.listed)) for each in self.packages]

    @cached_property
    def ticked_rest(self):
        """Each `Rest` whose checkbox is ticked."""
        rest = [each for *_listed, found in self.listings for each in found]
        sent = self.data.getlist("rest") if self.is_bound and "seen" in self.data else None
        return [each for each in rest if sent is None or each.key in sent]

    @cached_property
    def below(self):
        """What the pages of the records show, as of `shown_below`."""
        return dict(chain.from_iterable(each.below.items() for each in self.packages))

    def along(self, record):
        """Return the records that go along with a record."""
        return [each.record for each in self.pieces_of(record) if each.key in self.ticked]

    @property
    def left_out(self):
        """The records that go along with none of the chosen ones."""
        return [each.record for each in self.pieces if each.key not in self.ticked]

    def pieces_of(self, record):
        return next(each.along for each in self.packages if each.record == record)

    def obstacles(self, record):
        """Return what the verb lacks for a record, as sentences."""
        return []

    def changed(self, package):
        """Return what changed since a package was submitted, for who approves it."""
        return []

    def look(self):
        """Record that the user sees the page."""

    def clean(self):
        if self.data.get("seen", self.seen) != self.seen:
            raise forms.ValidationError(
                _("What goes along changed meanwhile. Look at the list again."), code="along"
            )
        return super().clean()


class SubmitForm(VerbForm):
    package = staticmethod(package.to_publish)
    text = text_field(_("Explanation"), _("What is new, and what should be looked at."))

    def obstacles(self, record):
        return publishing.obstacles(record, self.left_out, self.below)

    def act(self, record):
        if reasons := self.obstacles(record):
            raise forms.ValidationError(reasons)
        reviewing.submit(record, self.user, self.cleaned_data["text"], self.left_out)


class TakeBackForm(VerbForm):
    def act(self, record):
        reviewing.take_back(record, self.user)


class AgreeForm(SeenMixin, VerbForm):
    package = staticmethod(package.to_agree)

    def act(self, record):
        reviewing.agree(record, self.user, self.confirmed)


class SendBackForm(VerbForm):
    package = staticmethod(package.to_send_back)
    text = text_field(_("Remark"), _("What has to be changed. The editor reads this."))

    def act(self, record):
        publishing.send_back(record, self.user, self.cleaned_data["text"])


class PublishForm(SeenMixin, VerbForm):
    """Has fields for a reason where nobody else reviewed the drafts."""

    package = staticmethod(package.to_publish)
    emergency = forms.BooleanField(
        label=_("This is an emergency: it cannot wait for somebody else"), required=False
    )
    reason = text_field(
        _("Reason"),
        _("Why you publish this alone. It is recorded with your name."),
        required=False,
    )

    def __init__(self, data, **given):
        super().__init__(data, **given)
        self.objections = [
            sentence
            for record in self.records
            for sentence in publishing.objections(record, self.user, self.left_out, self.below)
        ]
        if not self.objections:
            del self.fields["emergency"], self.fields["reason"]
        elif settings.ONE_PERSON_PUBLISHING:
            del self.fields["emergency"]
            self.fields["reason"].required = True

    def obstacles(self, record):
        return publishing.obstacles(record, self.left_out, self.below)

    def act(self, record):
        given = dict(self.cleaned_data)
        left_out = self.left_out
        seen = self.confirmed
        publishing.publish(record, given.pop("at", None), self.user, left_out, seen, **given)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("emergency") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Explain why this cannot wait."))
        return cleaned


class MomentWidget(AdminSplitDateTime):
    """A day and a time, each with an aria-label."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        names = (_("Public from, day"), _("Public from, time"))
        for widget, name in zip(self.widgets, names, strict=True):
            widget.attrs["aria-label"] = name


class MomentField(forms.SplitDateTimeField):
    """A day, also with a month in words, and a time."""

    def __init__(self, **options):
        super().__init__(**options)
        day = DayField(required=False)
        day.widget = self.fields[0].widget
        self.fields = (day, self.fields[1])


class ScheduleForm(PublishForm):
    at = MomentField(
        label=_("Public from"),
        widget=MomentWidget,
        help_text=_("A moment to come, such as 17-9-2026 and 10:00."),
    )
    field_order = ("at",)


class WithdrawForm(VerbForm):
    reason = text_field(_("Reason"), _("Readers see this reason at the address of the record."))

    def package_of(self, record):
        return package.to_withdraw(record, self.records)

    def act(self, record):
        reason = self.cleaned_data["reason"]
        publishing.withdraw(record, reason, self.along(record), self.left_out)


class RestoreForm(VerbForm):
    package = staticmethod(package.to_restore)

    def act(self, record):
        publishing.restore(record, self.along(record), self.left_out)
