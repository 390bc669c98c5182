from programmes.pictures.glance import glance


def test_bars_are_as_long_as_their_fields_have_activities():
    picture = glance(
        {"lopend": 1, "onbekend": 3},
        [("jeugd", "jeugd", {"lopend": 1}), ("politie", "politie", {"lopend": 1, "onbekend": 2})],
    )
    assert picture.total == 4
    assert [(part.status, part.x, part.width) for part in picture.parts] == [
        ("lopend", "0%", "25%"),
        ("onbekend", "25%", "75%"),
    ]
    assert [(bar.key, bar.count, bar.y, bar.width) for bar in picture.bars] == [
        ("jeugd", 1, "21px", "30%"),
        ("politie", 3, "76px", "90%"),
    ]
    assert picture.height == 110


def test_bars_add_up_to_more_than_the_whole_where_activities_have_two_fields():
    fields = [("jeugd", "jeugd", {"lopend": 1}), ("politie", "politie", {"lopend": 1})]
    assert [glance({"lopend": each}, fields).overlaps for each in (1, 2)] == [True, False]


def test_without_fields_there_are_no_bars():
    assert glance({"onbekend": 2}, []).bars == ()
