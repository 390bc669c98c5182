"""Spreadsheets of what letters offer: perspectives, programmes and adjustments, and their goals."""

from dataclasses import replace

from django.db.models import F

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.kinds.staff import STATE
from programmes.intake.sheets.layout import OFFERED_WITH, Layout, after, numbered, unread
from programmes.intake.sheets.linked import Linked
from programmes.lists import columns
from programmes.lists.columns.shared import KAMERSTUK_KEY
from programmes.models import (
    Adjustment,
    Goal,
    GoalContinuation,
    GoalFocus,
    Letter,
    Perspective,
    WorkProgramme,
)

LETTERS = Letter.objects.annotate(kst=KAMERSTUK_KEY)
LETTER = Linked("letter", LETTERS, ("reference", "slug", "kst"))
PERSPECTIVE = Linked("perspective", Perspective.objects.all())
PROGRAMME = Linked("programme", WorkProgramme.objects.all())
FRAMED_GOALS = Goal.objects.select_related("perspective")
OF_LETTER = ("brief_kenmerk", "brief_datum")


def offered(own, *names):
    """Return the columns of documents that a letter offers; `names` are others not to be read."""
    read = unread(own, *OF_LETTER, *names)
    return (*after("aangeboden", read, OFFERED_WITH), STATE)


def named(own, name, path, **options):
    """Return the column with the slug of another record, such as its years; it may be a draft.

    Args:
        options: attributes of `Column` to set otherwise.
    """
    column = next(each for each in own if each.name == name)
    return replace(column, expression=F(f"{path}__slug"), **options)


def is_of_perspective(focus, goal):
    """Return whether a goal is of the perspective of the programme that elaborates it."""
    return bool(focus.programme_id) and focus.programme.perspective_id == goal.perspective_id


def is_earlier(continuation, goal):
    """Return whether a goal is of an earlier perspective than the goal that carries it on."""
    begin = goal.perspective.first_year
    return bool(continuation.from_goal_id) and (
        begin < continuation.from_goal.perspective.first_year
    )


PERSPECTIVES = Layout(
    model=Perspective,
    columns=offered(columns.PERSPECTIVE, "jaren", "doelen"),
    batch=Batch,
    order=("first_year", "last_year"),
    needed=("eerste_jaar", "laatste_jaar"),
    identity=("eerste_jaar", "laatste_jaar"),
    once=("last_year", "first_year"),
    links={"brief": LETTER},
    staff=(STATE,),
)
GOALS = Layout(
    model=Goal,
    columns=unread(columns.GOAL),
    batch=Batch,
    order=("perspective__first_year", "perspective__last_year", "position"),
    needed=("titel", "perspectief", "volgorde"),
    identity=("perspectief", "titel"),
    once=("perspective_id", "title"),
    links={"perspectief": PERSPECTIVE},
    owner="perspectief",
)
CONTINUATIONS = Layout(
    model=GoalContinuation,
    columns=unread(numbered(columns.GOAL_CONTINUATION), "adres"),
    batch=Batch,
    order=("from_goal__perspective__first_year", "from_goal__position", "pk"),
    key="id",
    path="pk",
    needed=("doel", "eerder_doel"),
    identity=("doel", "eerder_doel"),
    once=("from_goal_id", "to_goal_id"),
    links={
        "doel": Linked("from_goal", FRAMED_GOALS, ("title", "slug")),
        "eerder_doel": Linked("to_goal", FRAMED_GOALS, ("title", "slug"), is_earlier),
    },
    owner="doel",
    # Goals that carry each other on may have the same title.
    staff=(
        named(columns.GOAL_CONTINUATION, "doel", "from_goal"),
        named(columns.GOAL_CONTINUATION, "eerder_doel", "to_goal"),
    ),
)
PROGRAMMES = Layout(
    model=WorkProgramme,
    columns=offered(columns.PROGRAMME, "jaren"),
    batch=Batch,
    order=("first_year", "last_year"),
    needed=("eerste_jaar", "laatste_jaar"),
    identity=("eerste_jaar", "laatste_jaar"),
    once=("last_year", "first_year"),
    links={"perspectief": PERSPECTIVE, "brief": LETTER},
    staff=(STATE, named(columns.PROGRAMME, "perspectief", "perspective")),
)
ELABORATIONS = Layout(
    model=GoalFocus,
    columns=unread(numbered(columns.GOAL_FOCUS), "adres"),
    batch=Batch,
    order=("programme__first_year", "programme__last_year", "goal__position", "pk"),
    key="id",
    path="pk",
    needed=("werkprogramma", "doel", "uitwerking"),
    identity=("werkprogramma", "doel"),
    links={
        "werkprogramma": PROGRAMME,
        "doel": Linked("goal", Goal.objects.all(), ("title", "slug"), is_of_perspective),
    },
    owner="werkprogramma",
)
ADJUSTMENTS = Layout(
    model=Adjustment,
    columns=offered(columns.ADJUSTMENT),
    batch=Batch,
    order=("programme__first_year", "date", "pk"),
    needed=("werkprogramma",),
    identity=("werkprogramma", "datum"),
    once=("programme_id", "date", "explanation"),
    links={"werkprogramma": PROGRAMME, "brief": LETTER},
    staff=(STATE, named(columns.ADJUSTMENT, "werkprogramma", "programme")),
)
