"""The links of activities with fields, goals and programmes, by their names.

`Known` queries what a batch may name, `Links` matches one row with it, and `write` writes the
changes of the batch together. Links with records that are not public are never removed.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from programmes.intake.sheets.cells import parts
from programmes.models import Activity, Goal, Planning, SupervisionField, WorkProgramme
from programmes.models.text import one_line

NAMES = frozenset({"gebieden", "doelen", "werkprogrammas", "gepland_voor"})
PLANNED = {"werkprogrammas", "gepland_voor"}
TO_FIELDS, TO_GOALS = Activity.fields.through, Activity.goals.through


class Known:
    """The records that the rows of a batch may name, and the present links of their activities.

    Attributes:
        fields, goals, programmes: by name in lower case, the records with that name.
        public_goals, public_programmes: keys of what the public sees.
        fields_of, goals_of: by activity, the key of each link by that of what it leads to.
        plannings_of: by activity, each `Planning` by the key of its programme.
        shown_plannings: keys of those without an adjustment, or with a public one.
        places: by title in lower case, the programmes of the activities with that title, with None
            for one that stands in no programme.
    """

    def __init__(self, activities, titles):
        """Query all of it.

        Args:
            activities: those that the rows of the batch name.
            titles: of the rows that bring a new one.
        """
        self.fields = by_name(SupervisionField.objects.all(), "name")
        self.goals = by_name(Goal.objects.all(), "title")
        self.programmes = by_name(WorkProgramme.objects.all(), "slug")
        self.public_goals = keys(Goal.objects.published())
        self.public_programmes = keys(WorkProgramme.objects.published())
        own = {"activity__in": activities}
        self.fields_of = links_of(TO_FIELDS.objects.filter(**own), "supervisionfield_id")
        self.goals_of = links_of(TO_GOALS.objects.filter(**own), "goal_id")
        self.plannings_of = defaultdict(dict)
        for planning in Planning.objects.filter(**own).select_related("programme"):
            self.plannings_of[planning.activity_id][planning.programme_id] = planning
        self.shown_plannings = keys(Planning.objects.with_public_links().filter(**own))
        self.places = defaultdict(set)
        there = Activity.objects.annotate(low=Lower("title")).filter(low__in=titles)
        for title, programme in there.values_list("low", "plannings__programme"):
            self.places[title].add(programme)

    def programmes_of(self, activity):
        return [planning.programme for planning in self.plannings_of[activity.pk].values()]

    def is_there(self, title, programmes):
        """Return whether an activity with this title is there, in one of these programmes."""
        places = self.places.get(title.lower(), set())
        return bool(places & {each.pk for each in programmes} if programmes else places)


def by_name(records, attribute):
    found = defaultdict(list)
    for record in records:
        found[getattr(record, attribute).lower()].append(record)
    return found


def keys(records):
    return set(records.values_list("pk", flat=True))


def links_of(links, other):
    found = defaultdict(dict)
    for key, activity, to in links.values_list("pk", "activity_id", other):
        found[activity][to] = key
    return found


class Links:
    """The links that a row gives an activity.

    Attributes:
        found: by column, what the row names there.
    """

    def __init__(self, activity, row, known):
        self.activity, self.row, self.known = activity, row, known
        self.found = {}

    def find(self):
        """Match all that the row names.

        Raises:
            ValidationError: by column, with what does not exist.
        """
        errors = {}
        # Programmes come first: the matching of goals and plans depends on them.
        for name in sorted(NAMES & self.row.keys(), reverse=True):
            try:
                self.found[name] = getattr(self, f"find_{name}")(self.row[name])
            except ValidationError as error:
                errors[name] = error.messages
        if self.activity.pk is None and self.known.is_there(
            self.activity.title, self.found.get("werkprogrammas")
        ):
            errors["titel"] = _("An activity with this title is there already; give its address.")
        if errors:
            raise ValidationError(errors)

    @property
    def programmes(self):
        """The programmes of the activity after the import, also when the row does not name them."""
        return self.found.get("werkprogrammas", self.known.programmes_of(self.activity))

    def find_gebieden(self, text):
        return each_of(parts(text), self.known.fields)

    def find_werkprogrammas(self, text):
        return each_of(parts(text), self.known.programmes)

    def find_doelen(self, text):
        """Return the goals with these titles, preferably of the perspectives of the programmes."""
        frames = {programme.perspective_id for programme in self.programmes}
        try:
            return each_of(
                parts(text), self.known.goals, lambda goal: goal.perspective_id in frames
            )
        except ValidationError:
            return each_of(parts(text), self.known.goals)

    def find_gepland_voor(self, text):
        """Return the text, when the activity is in exactly one programme.

        Raises:
            ValidationError: when the activity is in several programmes, or in none.
        """
        text = one_line(text)
        if text and len(self.programmes) != 1:
            raise ValidationError(_("Only for an activity that stands in one programme."))
        Planning(planned_for=text).clean_fields(exclude=["programme", "activity"])
        return text

    def changed_programmes(self):
        """Return the programmes whose plannings change."""
        if not PLANNED & self.found.keys():
            return []
        after, before = self.programmes, self.known.programmes_of(self.activity)
        changed = after if "gepland_voor" in self.found else [p for p in after if p not in before]
        return [*changed, *(programme for programme in before if programme not in after)]

    def plannings(self):
        """Return (keys of plannings to delete, plannings to create, plannings to update)."""
        there = self.known.plannings_of.get(self.activity.pk, {})
        wanted = {programme.pk: programme for programme in self.programmes}
        lost = there.keys() & self.known.public_programmes - wanted.keys()
        gone = {there[key].pk for key in lost} & self.known.shown_plannings
        planned_for = self.found.get("gepland_voor")
        added = [
            Planning(activity=self.activity, programme=wanted[key], planned_for=planned_for or "")
            for key in sorted(wanted.keys() - there.keys())
        ]
        changed = []
        if planned_for is not None:
            changed = [there[key] for key in wanted.keys() & there.keys()]
        for planning in changed:
            planning.planned_for = planned_for
        return gone, added, changed


def each_of(names, known, fits=lambda record: True):
    """Return the records with some names, each once.

    Args:
        known: the records by name in lower case.
        fits: returns whether a record may be meant.

    Raises:
        ValidationError: when one does not exist, or several have the name.
    """
    found = {}
    for name in names:
        named = [record for record in known.get(name.lower(), []) if fits(record)]
        if len(named) != 1:
            problem = _("Not known: %(name)s.") if not named else _("Not clear which: %(name)s.")
            raise ValidationError(problem % {"name": name[:100]})
        found[named[0].pk] = named[0]
    return list(found.values())


def write(batch, known):
    """Write what a batch of `Links` changes; their activities are saved already."""
    write_links(batch, "gebieden", TO_FIELDS, "supervisionfield_id", known.fields_of)
    write_links(batch, "doelen", TO_GOALS, "goal_id", known.goals_of, known.public_goals)
    write_plannings(batch)


def write_links(batch, name, through, other, now, removable=None):
    """Write the links of a column.

    Args:
        now: the present links of the activities, as `Known` has them.
        removable: keys of the records whose links may be deleted; all when not given.
    """
    gone, added = [], []
    for links in batch:
        if name not in links.found:
            continue
        activity = links.activity.pk
        wanted, there = {each.pk for each in links.found[name]}, now.get(activity, {})
        lost = there.keys() - wanted if removable is None else there.keys() & removable - wanted
        gone += [there[key] for key in lost]
        added += [
            through(activity_id=activity, **{other: key}) for key in sorted(wanted - there.keys())
        ]
    through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create(added)


def write_plannings(batch):
    gone, added, changed = [], [], []
    for links in batch:
        if PLANNED & links.found.keys():
            for total, own in zip((gone, added, changed), links.plannings(), strict=True):
                total += own
    Planning.objects.filter(pk__in=gone).delete()
    Planning.objects.bulk_create(added)
    Planning.objects.bulk_update(changed, ["planned_for"])
