from programmes.pictures.matrix import Cell, Part, Row, matrix


def test_a_cell_is_divided_as_its_activities_are():
    counts = {2023: {"op_tijd": 1, "vervallen": 0, "niets": 3}}
    row = Row("jeugd", "/jeugd/", "gebied=jeugd", counts)
    drawn = matrix([row], range(2023, 2025), {2023: "deels", 2024: "alle"})
    assert drawn.years == ((2023, "23.75%"), (2024, "73.75%"))
    assert drawn.bands[0].name == (("46px", "Jeugd"),)
    assert drawn.bands[0].cells == (
        Cell(
            2023,
            4,
            "4+",
            counts[2023],
            "0%",
            "47.5%",
            "52px",
            (Part("op_tijd", 1, "0%", "25%"), Part("niets", 3, "25%", "75%")),
        ),
        Cell(2024, 0, "0", {}, "50%", "47.5%", "52px", ()),
    )
    assert drawn.height == 26 + 26 + 44 + 14


def test_a_long_name_pushes_its_cells_down():
    name = "toezicht gericht op de aanpak van de maatschappelijke opgaven in ketens en netwerken"
    band = matrix([Row(name, "", "", {})], [2024], {}).bands[0]
    assert [text for _y, text in band.name] == [
        "Toezicht gericht op de aanpak van de",
        "maatschappelijke opgaven in ketens en",
        "netwerken",
    ]
    assert band.cells[0].y == f"{26 + 3 * 26}px"


def test_a_number_says_how_far_it_is_known():
    counts = {year: {"niets": 2} for year in (2021, 2022)}
    coverage = {2021: "alle", 2022: "deels", 2023: "alle", 2024: "deels", 2025: "onbekend"}
    drawn = matrix([Row("jeugd", "", "", counts)], range(2021, 2027), coverage)
    assert [cell.sign for cell in drawn.bands[0].cells] == ["2", "2+", "0", "0+", "?", "–"]
