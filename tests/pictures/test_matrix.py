from programmes.pictures.matrix import Cell, Part, Row, matrix


def test_a_cell_is_divided_as_its_activities_are():
    counts = {2023: {"lopend": 1, "vervallen": 0, "onbekend": 3}}
    drawn = matrix([Row("jeugd", "/jeugd/", "gebied=jeugd", counts)], range(2023, 2025))
    assert drawn.years == ((2023, "23.75%"), (2024, "73.75%"))
    assert drawn.bands[0].name == (("46px", "Jeugd"),)
    assert drawn.bands[0].cells == (
        Cell(
            2023,
            4,
            counts[2023],
            "0%",
            "47.5%",
            "52px",
            (Part("lopend", 1, "0%", "25%"), Part("onbekend", 3, "25%", "75%")),
        ),
        Cell(2024, 0, {}, "50%", "47.5%", "52px", ()),
    )
    assert drawn.height == 26 + 26 + 44 + 14


def test_a_long_name_pushes_its_cells_down():
    name = "toezicht gericht op de aanpak van de maatschappelijke opgaven in ketens en netwerken"
    band = matrix([Row(name, "", "", {})], [2024]).bands[0]
    assert [text for _y, text in band.name] == [
        "Toezicht gericht op de aanpak van de",
        "maatschappelijke opgaven in ketens en",
        "netwerken",
    ]
    assert band.cells[0].y == f"{26 + 3 * 26}px"
