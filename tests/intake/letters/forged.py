"""A reader that answers with the facts in the file, whatever their form."""

import json


def answers(file):
    yield {"pages": [], "sort": "text", "error": "", "facts": json.load(file)}
