"""What a row of activities is linked with: fields, goals and programmes, by their names."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.models import Activity, Goal, Planning, SupervisionField, WorkProgramme


def slug_of(address):
    """Return the slug in the address of an activity, however much of it was given."""
    return urlsplit((address or "").strip()).path.strip("/").rpartition("/")[2]


class Links:
    """The links that a row gives an activity; those with what is not public stay as they are."""

    NAMES = frozenset({"gebieden", "doelen", "werkprogrammas", "gepland_voor"})

    def __init__(self, activity, row, given):
        self.activity, self.row, self.given = activity, row, given
        self.found = {}

    def find(self):
        """Look up all that is given.

        Raises:
            ValidationError: by column, with what does not exist.
        """
        errors = {}
        for name in sorted(self.given, reverse=True):
            try:
                self.found[name] = getattr(self, f"find_{name}")(self.given[name])
            except ValidationError as error:
                errors[name] = error.messages
        if self.activity.pk is None and self.is_there():
            errors["titel"] = _("An activity with this title is there already; give its address.")
        if errors:
            raise ValidationError(errors)

    def is_there(self):
        others = Activity.objects.filter(title__iexact=self.activity.title)
        programmes = self.found.get("werkprogrammas")
        return (others.filter(programmes__in=programmes) if programmes else others).exists()

    def find_gebieden(self, names):
        return each_of(names, SupervisionField.objects.all(), "name")

    def find_werkprogrammas(self, years):
        return each_of(years, WorkProgramme.objects.all(), "slug")

    def find_doelen(self, titles):
        """Return the goals with these titles, in the perspectives of the programmes if need be."""
        goals = Goal.objects.all()
        programmes = self.found.get("werkprogrammas")
        if programmes is None and self.activity.pk:
            programmes = self.activity.programmes.all()
        own = goals.filter(perspective__programmes__in=programmes or []).distinct()
        try:
            return each_of(titles, own, "title")
        except ValidationError:
            return each_of(titles, goals, "title")

    def find_gepland_voor(self, texts):
        """Return the text, when it is clear of which programme it is.

        Raises:
            ValidationError: when the activity stands in several programmes, or in none.
        """
        programmes = self.found.get("werkprogrammas")
        if programmes is None:
            programmes = self.activity.programmes.all() if self.activity.pk else []
        if texts and len(programmes) != 1:
            raise ValidationError(_("Only for an activity that stands in one programme."))
        return self.row["gepland_voor"]

    def save(self):
        """Store the links, of the activity that is stored by now."""
        if "gebieden" in self.found:
            self.activity.fields.set(self.found["gebieden"])
        if "doelen" in self.found:
            self.save_doelen(self.found["doelen"])
        if "werkprogrammas" in self.found:
            self.save_werkprogrammas(self.found["werkprogrammas"])
        if "gepland_voor" in self.found:
            for planning in self.activity.plannings.all():
                planning.planned_for = self.found["gepland_voor"]
                planning.full_clean()
                planning.save()

    def save_doelen(self, goals):
        gone = self.activity.goals.published().exclude(pk__in=[goal.pk for goal in goals])
        self.activity.goals.remove(*gone)
        self.activity.goals.add(*goals)

    def save_werkprogrammas(self, programmes):
        shown = WorkProgramme.objects.published().exclude(pk__in=[each.pk for each in programmes])
        self.activity.plannings.with_public_links().filter(programme__in=shown).delete()
        there = set(self.activity.plannings.values_list("programme", flat=True))
        for programme in programmes:
            if programme.pk not in there:
                planning = Planning(activity=self.activity, programme=programme)
                planning.full_clean()
                planning.save()


def each_of(names, records, path):
    """Return the record with each name, as a list.

    Raises:
        ValidationError: when one does not exist, or several have the name.
    """
    found = []
    for name in names:
        named = list(records.filter(**{f"{path}__iexact": name})[:2])
        if len(named) != 1:
            problem = _("Not known: %(name)s.") if not named else _("Not clear which: %(name)s.")
            raise ValidationError(problem % {"name": name[:100]})
        found += named
    return found
