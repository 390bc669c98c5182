"""The planned activities on the form of a programme: a row for each, and empty rows."""

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.core.paginator import Paginator
from django.db.models.functions import Lower
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.admin.choices import RecordsField, in_context, with_context
from programmes.admin.pages import SHOWN, page_asked
from programmes.admin.record import PartInline
from programmes.models import Activity, Expectation, Goal, Planning, SupervisionField
from programmes.models.text import one_line

# The empty rows without script.
EMPTY_ROWS = 5
NEW = "nieuw"
# The fields of a row that is not stored.
OF_NEW = (
    "activity", "title", "found", "activity_form", "activity_fields", "goal", "expected_kind",
    "expected_words",
)  # fmt: skip


class PlanningForm(forms.ModelForm):
    """A planned activity: one that is stored, one that exists, or a new one.

    Attributes:
        expectation: after saving, the `Expectation` that was created, or None.
    """

    expectation = None

    activity = forms.ModelChoiceField(
        Activity.objects.all(), required=False, widget=forms.HiddenInput
    )
    title = forms.CharField(
        label=gettext_lazy("title"),
        max_length=Activity._meta.get_field("title").max_length,
        required=False,
    )
    found = forms.CharField(
        label=gettext_lazy("which one do you mean"), required=False, widget=forms.Select
    )
    activity_form = forms.ChoiceField(
        label=gettext_lazy("form of supervision"),
        choices=Activity.Form.choices,
        initial=Activity.Form.UNKNOWN,
        required=False,
    )
    activity_fields = RecordsField(
        SupervisionField.objects.all(), label=gettext_lazy("supervision fields"), required=False
    )
    goal = forms.ModelChoiceField(Goal.objects.all(), label=gettext_lazy("goal"), required=False)
    expected_kind = forms.ChoiceField(
        label=gettext_lazy("expected"),
        choices=Expectation.Kind.choices,
        initial=Expectation.Kind.REPORT,
        required=False,
    )
    expected_words = forms.CharField(
        label=gettext_lazy("by when"),
        max_length=Expectation._meta.get_field("words").max_length,
        required=False,
    )

    class Meta:
        model = Planning
        fields = ("position", "activity", "planned_for")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in OF_NEW:
                del self.fields[name]
        else:
            self.look_for(self["title"].value() or "")

    def look_for(self, title):
        """Offer the activities with exactly this title, unless one was chosen."""
        words = "" if self["activity"].value() else one_line(title).lower()
        alike = Activity.objects.alias(lower=Lower("title")).filter(lower=words)
        self.alike = {str(each.pk): each for each in with_context(alike)} if words else {}
        if self.alike:
            choices = [(key, in_context(each)) for key, each in self.alike.items()]
            empty, new = ("", "---------"), (NEW, _("none of these: a new activity"))
            self.fields["found"].widget.choices = [empty, *choices, new]
        else:
            del self.fields["found"]

    def call(self, subject):
        """Set an aria-label on every field so that screen readers announce its row."""
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {subject}"

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            return cleaned
        cleaned["activity"] = cleaned.get("activity") or self.alike.get(cleaned.get("found"))
        if cleaned["activity"]:
            self.check_existing(cleaned)
        elif not cleaned.get("title"):
            self.add_error("title", _("Give the title of the activity."))
        elif self.alike and cleaned.get("found") != NEW:
            self.add_error(
                "title", _("There is an activity with this title. Choose what you mean.")
            )
        return cleaned

    def check_existing(self, cleaned):
        form = cleaned.get("activity_form") or Activity.Form.UNKNOWN
        described = cleaned.get("activity_fields") or cleaned.get("goal")
        if described or form != Activity.Form.UNKNOWN:
            message = _(
                "This activity exists. Change its form, fields and goals on its own screen."
            )
            self.add_error("title", message)

    def save(self, commit=True):
        """Store the row, with the new activity and the expectation that it describes."""
        if self.instance.pk:
            return super().save(commit)
        if self.instance.activity_id is None:
            self.instance.activity = self.new_activity()
        planning = super().save(commit)
        self.save_expectation(planning)
        return planning

    def new_activity(self):
        given = self.cleaned_data
        form = given["activity_form"] or Activity.Form.UNKNOWN
        activity = Activity.objects.create(title=given["title"], form=form)
        activity.fields.set(given["activity_fields"])
        activity.goals.set([given["goal"]] if given["goal"] else [])
        return activity

    def save_expectation(self, planning):
        given = self.cleaned_data
        told = {
            "programme": planning.programme,
            "kind": given["expected_kind"] or Expectation.Kind.REPORT,
            "words": given["expected_words"],
        }
        expectations = planning.activity.expectations
        if told["words"] and not expectations.filter(**told).exists():
            self.expectation = expectations.create(**told)


class PlanningFormSet(BaseInlineFormSet):
    """One page of the stored rows, and the new ones; what is on no page stays as it is.

    Attributes:
        number, words: the page, and the words in the titles of the stored rows.
        may_create: whether this user may add an activity.
    """

    number, words, may_create = 1, "", True

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        # For all rows.
        self.goals, self.known = [("", "---------"), *goals_by_perspective()], {}
        rows = self.queryset.select_related("activity", "adjustment__programme")
        rows = rows.prefetch_related("activity__fields", "activity__goals")
        found = rows.filter(activity__title__icontains=self.words) if self.words else rows
        self.page = Paginator(found, SHOWN).get_page(self.number)
        sent = self.sent_keys() if self.is_bound else []
        self.queryset = rows.filter(pk__in=sent) if self.is_bound else self.page.object_list

    def sent_keys(self):
        names = (f"{self.add_prefix(number)}-id" for number in range(self.initial_form_count()))
        return [self.data[name] for name in names if self.data.get(name, "").isdecimal()]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        planning = form.instance
        number = "__prefix__" if index is None else index + 1
        form.call(
            planning.activity if planning.pk else _("activity %(number)s") % {"number": number}
        )
        if not planning.pk:
            form.fields["goal"].choices = self.goals
            form.fields["activity_fields"].known = self.known

    def clean(self):
        super().clean()
        titles = set()
        for form in self.extra_forms:
            if form.has_changed() and form.is_valid() and not form.cleaned_data["DELETE"]:
                self.check_row(form, titles)

    def check_row(self, form, titles):
        """Add the errors of a new row that follow from the programme and the rows before it."""
        given = form.cleaned_data
        if given["goal"] and given["goal"].perspective_id != self.instance.perspective_id:
            message = _("This goal belongs to another perspective than the programme.")
            form.add_error("goal", message)
        if given["activity"]:
            return
        if not self.may_create:
            form.add_error("title", _("You may not add an activity. Choose one that exists."))
        elif (title := given["title"].lower()) in titles:
            form.add_error("title", _("This activity stands in a row before."))
        else:
            titles.add(title)

    def save_new_objects(self, commit=True):
        """Number the new rows after the stored ones, unless some of those have no number."""
        numbers = list(self.instance.plannings.values_list("position", flat=True))
        self.last = None if None in numbers else max(numbers, default=0)
        return super().save_new_objects(commit)

    def save_new(self, form, commit=True):
        if self.last is not None:
            form.instance.position = form.instance.position or self.last + 1
            self.last = max(self.last, form.instance.position)
        return super().save_new(form, commit)


def goals_by_perspective():
    """Return the choices of goals, grouped by perspective; goals.js shows those of one."""
    groups = {}
    for goal in Goal.objects.select_related("perspective"):
        groups.setdefault(str(goal.perspective), []).append((goal.pk, str(goal)))
    return list(groups.items())


class PlanningInline(PartInline, InlineModelAdmin):
    model = Planning
    form, formset = PlanningForm, PlanningFormSet
    template = "admin/programme/plannings.html"
    extra = EMPTY_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.number, formset.words = page_asked(request)
        formset.may_create = request.user.has_perm("programmes.add_activity")
        return formset
