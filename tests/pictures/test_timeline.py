from programmes.pictures.timeline import Line, Row, horizontal, vertical

ROWS = [
    Row("perspective", 2021, 2025, "2021-2024", "Meerjarenperspectief 2021-2024", "/p/"),
    Row("programme", 2021, 2022, "2021", "Werkprogramma 2021", "/w/2021/"),
    Row("programme", 2024, 2025, "2024", "Werkprogramma 2024", "/w/2024/"),
    Row("letter", 2023.72, 2023.72, "22 september 2023", "Brief", "/b/"),
]


def placed(picture):
    return [(shape.row.url, shape.x, shape.y, shape.width) for shape in picture.shapes]


def test_lying_time_runs_to_the_right():
    picture = horizontal(ROWS, today=2024.5)
    assert placed(picture) == [
        ("/p/", "0%", "52px", "100%"),
        ("/w/2021/", "0%", "122px", "25%"),
        ("/w/2024/", "75%", "122px", "25%"),
        ("/b/", "68%", "192px", "0%"),
    ]
    assert [line.label for line in picture.lines] == ["2021", "2022", "2023", "2024"]
    assert picture.now == Line("", "87.5%", "0px", "87.5%", "240px")
    assert [heading.kind for heading in picture.headings] == ["perspective", "programme", "letter"]
    assert picture.height == 240


def test_standing_time_runs_down_from_the_newest_year():
    picture = vertical(ROWS, today=2024.5)
    assert [(shape.row.url, shape.y, shape.height) for shape in picture.shapes] == [
        ("/p/", "160px", "181px"),
        ("/w/2021/", "298px", "43px"),
        ("/w/2024/", "160px", "43px"),
        ("/b/", "207px", "0px"),
    ]
    assert picture.now == Line("", "0%", "183px", "100%", "183px")
    assert [heading.kind for heading in picture.headings] == ["perspective", "programme", "letter"]
    assert picture.height == 160 + 4 * 46


def test_the_axis_runs_to_today_and_from_the_first_thing():
    assert [line.label for line in horizontal(ROWS[1:2], today=2023.1).lines] == [
        "2021",
        "2022",
        "2023",
    ]


def test_letters_of_one_day_do_not_cover_one_another():
    letters = [Row("letter", 2023.5, 2023.5, "", "", f"/{n}/") for n in range(3)]
    for picture in (horizontal([*ROWS[:1], *letters], 2024), vertical([*ROWS[:1], *letters], 2024)):
        marks = [(shape.x, shape.y) for shape in picture.shapes if shape.is_mark]
        assert len(set(marks)) == 3
