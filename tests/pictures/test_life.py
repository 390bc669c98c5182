from programmes.pictures.life import Happened, Planned, life

PLANNED = [Planned(2024, 2024, "2024", "Werkprogramma 2024", "/w/")]


def test_events_stand_on_the_line_and_programmes_above_it():
    happened = [
        Happened(2023.5, "plan_van_aanpak", "plan van aanpak, 15 juni 2023", "#m1"),
        Happened(2024.5, "rapport", "rapport, juli 2024", "#m2"),
    ]
    picture = life(PLANNED, happened)
    assert picture.years == ((2023, "5%"), (2024, "50%"))
    assert [(band.x, band.width, band.y) for band in picture.bands] == [("50%", "45%", "0px")]
    assert [(mark.number, mark.x) for mark in picture.marks] == [(1, "27.5%"), (2, "72.5%")]
    assert (picture.line, picture.height) == (52, 98)


def test_events_of_one_day_do_not_cover_one_another():
    same = [Happened(2024.2, "rapport", "", f"#m{n}") for n in range(3)]
    places = [float(mark.x.removesuffix("%")) for mark in life(PLANNED, same).marks]
    assert [round(b - a, 1) for a, b in zip(places, places[1:], strict=False)] == [10, 10]


def test_an_activity_of_which_no_moment_is_known_has_no_picture():
    assert life([], []) is None
