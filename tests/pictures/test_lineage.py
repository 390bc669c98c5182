from programmes.pictures.lineage import Activity, Goal, Year, lineage

OLD = Goal(
    1,
    "focus op het lerend vermogen",
    "2018-2020",
    "/doelen/oud/",
    (),
    (Year(2018, "Meerjarenprogramma", "/w/", (Activity("a", "begonnen", "/a/"),)),),
)
NEW = Goal(
    2,
    "bevorderen van hun lerend vermogen",
    "2021-2024",
    "/doelen/nieuw/",
    (1,),
    (Year(2021, "", "", ()), Year(2022, "", "", tuple(Activity("b", "", "") for _n in range(9)))),
)


def test_a_goal_stands_below_the_goal_it_continues():
    picture = lineage([OLD, NEW])
    old, new = picture.blocks
    assert (old.y, old.height, old.name) == (
        "0px",
        "51px",
        (("42px", "Focus op het lerend vermogen"),),
    )
    assert (old.rows[0].y, old.rows[0].dots[0].x) == ("77px", "36%")
    assert picture.links == (("95px", "121px"),)
    assert new.y == "121px"


def test_many_activities_of_a_year_take_more_rows():
    dots = lineage([NEW]).blocks[0].rows[1].dots
    assert [dots[0].x, dots[7].x, dots[8].x] == ["36%", "92%", "36%"]
    assert (dots[7].y, dots[8].y) == ("134px", "170px")
    assert lineage([NEW]).height == 80 + 36 + 2 * 36


def test_a_goal_that_continues_something_outside_the_picture_has_no_link():
    assert lineage([NEW]).links == ()
    assert lineage([]).height == 0
