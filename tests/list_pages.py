"""What a list page shows, from its context."""


def rows(response):
    """Return the rows of a list page, of all its groups."""
    return [row for _heading, rows in response.context["groups"] for row in rows]


def values(response, name):
    """Return the cells of a list page in the column with a name."""
    cells = [cell for row in rows(response) for cell in row["cells"]]
    return [cell["value"] for cell in cells if cell["column"].name == name]


def titles(response):
    """Return the linked cell of every row of a list page."""
    return [row["cells"][row["linked"]]["value"] for row in rows(response)]
