from programmes.pictures.glance import Glance


def test_a_bar_is_divided_as_activities_are():
    picture = Glance({"op_tijd": 1, "later": 0, "niets": 3}, known=1)
    assert (picture.total, picture.known, picture.unknown, picture.only) == (4, 1, 3, None)
    assert [(part.outcome, part.x, part.width) for part in picture.parts] == [
        ("op_tijd", "0%", "25%"),
        ("niets", "25%", "75%"),
    ]


def test_a_bar_of_one_outcome_is_not_drawn():
    picture = Glance({"op_tijd": 0, "niets": 3}, known=0)
    assert (picture.parts, picture.only) == ((), "niets")
