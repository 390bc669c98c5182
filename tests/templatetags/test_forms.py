"""Inputs that are rendered in Python: escaped, as a template would."""

from django.template import Context, Template
from django.utils.safestring import mark_safe

from programmes.lists.facets import Choice, Facet

HOSTILE = '"><script>'
ESCAPED = "&quot;&gt;&lt;script&gt;"


def test_the_choices_of_a_facet_are_escaped_checkboxes():
    choices = [Choice(HOSTILE, HOSTILE, 3, True), Choice("a", "A", None, False)]
    page = Template("{% choices facet %}").render(Context({"facet": Facet("soort", "", choices)}))
    assert page == (
        f'<label class="choices__choice"><input type="checkbox" name="soort" value="{ESCAPED}"'
        f' checked><span>{ESCAPED}</span> <span class="facet__count">3</span></label>'
        '<label class="choices__choice"><input type="checkbox" name="soort" value="a">'
        "<span>A</span></label>"
    )


def test_attributes_are_as_in_the_template_of_django():
    attrs = {"b": HOSTILE, "required": True, "hidden": False, "a": mark_safe("&amp;"), "max": 3}
    page = Template("{% attributes attrs %}").render(Context({"attrs": attrs}))
    assert page == f' b="{ESCAPED}" required a="&amp;" max="3"'
