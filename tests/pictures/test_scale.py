import pytest

from programmes.pictures.scale import Years, lines, pack, percent, spread, year_of


def test_a_share_is_a_length():
    assert [percent(share) for share in (0, 0.125, 1 / 3, 1)] == ["0%", "12.5%", "33.33%", "100%"]


def test_a_day_lies_in_its_year():
    from datetime import date

    assert year_of(date(2024, 1, 1)) == 2024
    assert year_of(date(2024, 7, 2)) == pytest.approx(2024.5)
    assert year_of(date(2024, 12, 31)) < 2025


def test_years_run_from_the_first_day_to_the_last():
    years = Years(2021, 2024)
    assert list(years) == [2021, 2022, 2023, 2024]
    assert [years.share(moment) for moment in (2021, 2022, 2025)] == [0, 0.25, 1]


def test_what_overlaps_goes_to_another_row():
    assert pack([(2012, 2018), (2015, 2018), (2017, 2021), (2018, 2021)]) == [0, 1, 2, 0]
    assert pack([]) == []


def test_what_lies_too_near_is_moved_apart():
    assert spread([0.1, 0.1, 0.15, 0.9], 0.1) == pytest.approx([0.1, 0.2, 0.3, 0.9])
    assert spread([0.97, 0.98, 1], 0.1) == pytest.approx([0.8, 0.9, 1])
    assert spread([], 0.1) == []


def test_a_text_is_cut_between_words():
    assert lines("bevorderen van effectieve ketens", 16) == [
        "bevorderen van",
        "effectieve",
        "ketens",
    ]
    assert lines("jeugdstrafrechtketen", 5) == ["jeugdstrafrechtketen"]
    assert lines("", 5) == [""]
