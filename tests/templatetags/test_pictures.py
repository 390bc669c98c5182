"""Pictures that are drawn in Python: escaped, as a template would."""

from django.template import Context, Template

from programmes.models import Outcome
from programmes.pictures import matrix, timeline

HOSTILE = "<script>"
ESCAPED = "&lt;script&gt;"


def drawn(template, **context):
    return Template(f"{{% load pictures %}}{template}").render(Context(context))


def test_a_shape_of_the_timeline_is_an_escaped_link():
    row = timeline.Row("programme", 2024, 2025, HOSTILE, HOSTILE, '/"')
    band = timeline.Shape(row, "1%", "2px", "3%", "4px")
    assert drawn("{% timeline_shapes shapes %}", shapes=[band]) == (
        f'<a href="/&quot;"><title>{ESCAPED}</title><svg class="band band--programme" x="1%"'
        ' y="2px" width="3%" height="4px"><rect width="100%" height="100%" rx="3" />'
        f'<text x="6" y="20">{ESCAPED}</text></svg></a>'
    )


def test_a_year_of_a_matrix_is_an_escaped_link_in_the_picture_and_in_the_table():
    counts = {2024: {Outcome.READY: 2}, 2025: {}}
    row = matrix.Row(HOSTILE, "/", "doel=a", counts)
    (band,) = matrix.matrix([row], range(2024, 2026), {2024: "alle", 2025: "alle"}).bands
    picture = drawn("{% matrix_cells band url %}", band=band, url="/lijst/")
    table = drawn("{% matrix_rows band url what %}", band=band, url="/lijst/", what="Doel")
    link = '<a class="cell" href="/lijst/?doel=a&amp;jaar=2024">'
    assert f"{link}<title>{ESCAPED}, 2024: 2 (2 gereed, geen termijn genoemd)</title>" in picture
    assert picture.count("<a ") == table.count("<tr>") == 1
    assert table.startswith(f'<tr><th scope="row" data-label="Doel">{ESCAPED}</th>')
