"""A mixed set of search queries, the same in every run."""

import random
from urllib.parse import urlencode

from tests.benchmarks.register import PLACES, SUBJECTS, YEARS

MISSPELLED = ["wachtljsten", "beveiligng", "vreemdelingn", "reclasering", "terorisme"]
COUNT = 200


def questions():
    """Return the paths of 200 searches: rare, common, narrow, wide and misspelled."""
    chance = random.Random(2024)  # noqa: S311, no secret
    kinds = [
        lambda: {"q": chance.choice(SUBJECTS)},
        lambda: {"q": "toezicht"},
        lambda: {"q": f"{chance.choice(SUBJECTS)} {chance.choice(PLACES)}"},
        lambda: {"q": chance.choice(SUBJECTS)[:4]},
        lambda: {"q": f'"toezicht op {chance.choice(SUBJECTS)}"'},
        lambda: {"q": f"{chance.choice(SUBJECTS)} -{chance.choice(PLACES)}"},
        lambda: {"q": f"{chance.choice(SUBJECTS)} OF {chance.choice(SUBJECTS)}"},
        lambda: {"q": f"{chance.choice(SUBJECTS)} nummer{chance.randrange(1, 10_000)}"},
        lambda: {"q": f"nummer{chance.randrange(1, 10_000)}"},
        lambda: {"q": chance.choice(["34775-VI-21", "34 775 VI, nr. 21", "4896050"])},
        lambda: {"q": chance.choice(MISSPELLED)},
        lambda: {"q": "de van het"},
        lambda: {"q": chance.choice(SUBJECTS), "jaar": chance.choice(YEARS)},
        lambda: {"q": f"{chance.choice(SUBJECTS)} {chance.choice(YEARS)}"},
        lambda: {"q": f"rapport {chance.choice(PLACES)}"},
        lambda: {"q": "toezicht", "gebied": f"gebied-{chance.randrange(1, 8)}"},
        lambda: {"q": "werkprogramma", "soort": "werkprogrammas"},
        lambda: {"q": chance.choice(SUBJECTS), "pagina": chance.randrange(2, 5)},
    ]
    asked = [kinds[number % len(kinds)]() for number in range(COUNT)]
    return [f"/zoeken/?{urlencode(each)}" for each in asked]
