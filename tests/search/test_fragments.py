from programmes.search.fragments import BEGIN, END, LENGTH, fragments, marked


def pieces(text, *words):
    """Return the fragments of a text in which some words are marked, with […] as marks."""
    folded = text
    for word in words:
        folded = folded.replace(word, f"{BEGIN}{word}{END}")
    return [
        "".join(f"[{piece}]" if is_marked else piece for piece, is_marked in fragment)
        for fragment in fragments(marked(text, folded))
    ]


def test_marks_stand_in_the_text_as_it_was_written():
    assert marked("van Yeşilgöz zelf", f"van {BEGIN}Yesilgoz{END} zelf") == [
        ("van ", False),
        ("Yeşilgöz", True),
        (" zelf", False),
    ]


def test_a_text_that_falls_apart_is_shown_as_it_was_compared():
    assert marked("한", f"{BEGIN}하ㄴ{END}") == [("하ㄴ", True)]


def test_a_short_text_is_shown_whole():
    assert pieces("een kort stuk", "kort") == ["een [kort] stuk"]


def test_an_empty_text_has_no_fragments():
    assert pieces("") == pieces(" \n ") == []


def test_without_marks_the_beginning_is_shown():
    (piece,) = pieces("woord " * 100)
    assert piece == "woord " * (LENGTH // 6 - 1) + "woord…"


def test_of_a_long_text_the_parts_with_most_marks_are_shown():
    text = "begin " + "x " * 300 + "kat hond " + "y " * 300 + "kat " + "z " * 300 + "hond hond kat"
    first, second = pieces(text, "kat", "hond")
    assert (first[:2], first[-2:]) == ("…x", "y…")
    assert "x [kat] [hond] y" in first
    assert second.endswith("z [hond] [hond] [kat]")


def test_lines_are_shown_after_each_other():
    assert pieces("een regel \n en  nog een", "nog") == ["een regel · en [nog] een"]
