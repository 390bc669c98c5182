"""A spreadsheet to rows of text: CSV, Excel and ODS.

No formula is worked out: its cell is a `Formula`, which the check refuses. A cell that is more than
its text is a mark of `marked.py`.
"""

import tempfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.intake import sandbox
from programmes.intake.sheets.reading.marked import mark
from programmes.limits import LARGEST_FILE

REASONS = {
    "too_large": _("The file is larger than 20 MB."),
    "too_much": _("This file unpacks to more than is reasonable."),
    "too_many_rows": _("The file has more than 50,000 rows. Split it."),
    "too_many_columns": _("The file has more than 60 columns."),
    "long_cell": _("Row %(row)s has a cell that is too long."),
    "empty": _("The file is empty."),
    "not_utf8": _("The text is not in UTF-8. Save the file as “CSV UTF-8”."),
    "unsupported": _("Choose a CSV, Excel (xlsx) or ODS file."),
    "corrupt": _("This file is damaged, or no spreadsheet."),
    "merged": _("The cells %(row)s are merged. Split them, and fill in each of them."),
    "compound": _("This is an Excel file from before 2007, or with a password. Save it as xlsx."),
    "password": _("This file has a password. Save it without one."),
    "quotes": _(
        "Line %(row)s has a quotation mark in a wrong place. Put quotation marks around the whole "
        "cell, and double those inside it."
    ),
    "markup": _(
        "This is a web page or another text with tags, whatever its name is. Open it in a "
        "spreadsheet program and save it as xlsx."
    ),
}


def rows_of(file, aside=None):
    """Yield (row number as a spreadsheet counts, list of cells) of the first visible sheet.

    Args:
        file: an uploaded file.
        aside: an `Aside` to add to at the end.

    Raises:
        ValidationError: when it is no spreadsheet, or too large, with the reason in Dutch.
    """
    if file.size > LARGEST_FILE:
        raise refusal("too_large")
    # The sandbox needs a descriptor, and a small upload is in memory.
    with tempfile.TemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.seek(0)
        try:
            for answer in sandbox.answers(f"{__name__}.rows", copy):
                if "unread" not in answer:
                    yield row(answer)
                elif aside is not None:
                    aside.unread.extend(answer["unread"])
                    aside.hidden.extend(answer["hidden"])
                    aside.hidden_columns.extend(answer["hidden_columns"])
        except sandbox.StoppedError as error:
            raise refusal("too_much") from error


def row(answer):
    """Return (number, cells) of an answer of `reading.rows`.

    Raises:
        ValidationError: when the answer is that something is wrong.
    """
    if "error" in answer:
        raise refusal(answer["error"], answer["row"])
    mark(answer["cells"], answer["marks"])
    return answer["number"], answer["cells"]


def refusal(code, number=None):
    return ValidationError(REASONS[code] % {"row": number})
