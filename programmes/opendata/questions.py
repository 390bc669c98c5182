"""Five questions on /open-data/, each answered by a join, in pandas and in DuckDB.

The tests run all of them on one register and compare the answers.
"""

from dataclasses import dataclass

from django.utils.text import format_lazy

from programmes.models.expected import RESPONSE_RULE


@dataclass(frozen=True)
class Question:
    """A question about the register.

    Attributes:
        key: the suffix of its HTML id.
        title: the question, in Dutch.
        does: how the answer is found, as one or more Dutch sentences.
        pandas, duckdb: the code, which sets `antwoord` and prints it.
    """

    key: str
    title: str
    does: str
    pandas: str
    duckdb: str


# The code before that of a question; `{site}` is the URL of this site.
START = """\
import io
import zipfile
from datetime import date
from pathlib import Path
from urllib.request import urlopen

with urlopen("{site}/open-data/register.zip") as answer:
    zipfile.ZipFile(io.BytesIO(answer.read())).extractall("register")
bestanden = list(Path("register/csv").glob("*.csv"))
vandaag = date.today().isoformat()"""
START_PANDAS = """\
import pandas as pd

lijst = {pad.stem: pd.read_csv(pad, dtype=str) for pad in bestanden}


def met(rijen, naam, sleutel):
    ander = lijst[naam].add_prefix(f"{naam}.")
    return rijen.merge(ander, left_on=sleutel, right_on=f"{naam}.id")"""
START_DUCKDB = """\
import duckdb

for pad in bestanden:
    duckdb.sql(f\"\"\"CREATE OR REPLACE VIEW "{pad.stem}" AS
        FROM read_csv('{pad}', all_varchar = true)\"\"\")"""

LATE = Question(
    "te-laat",
    "Wat kwam te laat, of nooit?",
    "Elke belofte van een rapport of een afronding waarvan de termijn voorbij is, met de mijlpaal "
    "die er wel of niet kwam. Een rapport zonder datum telt niet als te laat.",
    """\
beloofd = lijst["verwachtingen"]
beloofd = beloofd[beloofd.soort.isin(["rapport", "afronding"]) & (beloofd.laatste_dag < vandaag)]
kwam = lijst["mijlpalen"]
kwam = kwam[kwam.soort.isin(["rapport", "afgerond"])].groupby("activiteit_id")
kwam = kwam.agg(eerste=("datum", "min"), aantal=("id", "count"))
rijen = met(beloofd, "activiteiten", "activiteit_id").join(kwam, on="activiteit_id")
rijen = rijen[rijen.aantal.isna() | (rijen.eerste > rijen.laatste_dag)]
rijen = rijen.sort_values(["laatste_dag", "activiteit"])
antwoord = rijen[["activiteit", "woorden", "laatste_dag", "eerste"]]
print(antwoord)""",
    """\
antwoord = duckdb.sql(f\"\"\"
    SELECT activiteit.titel, beloofd.woorden, beloofd.laatste_dag, min(kwam.datum) AS eerste
    FROM verwachtingen AS beloofd
    JOIN activiteiten AS activiteit ON activiteit.id = beloofd.activiteit_id
    LEFT JOIN mijlpalen AS kwam
        ON kwam.activiteit_id = beloofd.activiteit_id AND kwam.soort IN ('rapport', 'afgerond')
    WHERE beloofd.soort IN ('rapport', 'afronding') AND beloofd.laatste_dag < '{vandaag}'
    GROUP BY beloofd.id, activiteit.titel, beloofd.woorden, beloofd.laatste_dag
    HAVING count(kwam.id) = 0 OR min(kwam.datum) > beloofd.laatste_dag
    ORDER BY beloofd.laatste_dag, activiteit.titel
\"\"\")
print(antwoord)""",
)
FIELDS = Question(
    "gebied-en-jaar",
    "Hoeveel activiteiten waren er per gebied en jaar?",
    "Een werkprogramma van meer jaren telt in elk van die jaren mee.",
    """\
rijen = met(lijst["geprogrammeerd"], "werkprogrammas", "werkprogramma_id")
rijen = rijen.merge(lijst["activiteit-gebieden"], on="activiteit_id", suffixes=("", "_gebied"))
jaren = zip(rijen["werkprogrammas.eerste_jaar"], rijen["werkprogrammas.laatste_jaar"])
rijen["jaar"] = [list(range(int(eerste), int(laatste) + 1)) for eerste, laatste in jaren]
rijen = met(rijen.explode("jaar"), "toezichtgebieden", "gebied_id")
groepen = rijen.groupby(["toezichtgebieden.naam", "jaar"]).activiteit_id.nunique()
antwoord = groepen.reset_index()
print(antwoord)""",
    """\
antwoord = duckdb.sql(\"\"\"
    SELECT gebied.naam, jaar, count(DISTINCT gepland.activiteit_id) AS activiteiten
    FROM geprogrammeerd AS gepland
    JOIN werkprogrammas AS programma ON programma.id = gepland.werkprogramma_id
    JOIN "activiteit-gebieden" AS koppeling ON koppeling.activiteit_id = gepland.activiteit_id
    JOIN toezichtgebieden AS gebied ON gebied.id = koppeling.gebied_id
    CROSS JOIN generate_series(programma.eerste_jaar::INT, programma.laatste_jaar::INT) AS t(jaar)
    GROUP BY ALL
    ORDER BY ALL
\"\"\")
print(antwoord)""",
)
AGAIN = Question(
    "opnieuw-beloofd",
    "Wat werd opnieuw beloofd?",
    "De activiteiten die in meer dan één werkprogramma staan.",
    """\
rijen = met(lijst["geprogrammeerd"], "werkprogrammas", "werkprogramma_id")
rijen = rijen.sort_values("werkprogrammas.eerste_jaar").groupby(["activiteit_id", "activiteit"])
rijen = rijen["werkprogrammas.jaren"].agg(["count", ", ".join]).reset_index()
antwoord = rijen[rijen["count"] > 1].sort_values("activiteit")[["activiteit", "join"]]
print(antwoord)""",
    """\
antwoord = duckdb.sql(\"\"\"
    SELECT activiteit.titel, string_agg(programma.jaren, ', ' ORDER BY programma.eerste_jaar)
    FROM geprogrammeerd AS gepland
    JOIN activiteiten AS activiteit ON activiteit.id = gepland.activiteit_id
    JOIN werkprogrammas AS programma ON programma.id = gepland.werkprogramma_id
    GROUP BY activiteit.id, activiteit.titel
    HAVING count(*) > 1
    ORDER BY activiteit.titel
\"\"\")
print(antwoord)""",
)
ANSWERED = Question(
    "laat-beantwoord",
    "Wie antwoordde te laat op een rapport?",
    format_lazy(
        "{} Die dag staat bij de verwachtingen, en verwijst naar het rapport waar hij bij hoort.",
        RESPONSE_RULE,
    ),
    """\
termijn = lijst["verwachtingen"]
termijn = termijn[(termijn.volgens_regel == "ja") & (termijn.laatste_dag < vandaag)]
rijen = met(termijn, "mijlpalen", "mijlpaal_id")
reactie = lijst["mijlpalen"]
reactie = reactie[reactie.soort == "beleidsreactie"][["activiteit_id", "datum", "ministerie"]]
rijen = rijen.merge(reactie, on="activiteit_id", how="left")
rijen = rijen[rijen.datum.isna() | (rijen.datum >= rijen["mijlpalen.datum"])]
rijen = rijen.sort_values("datum").drop_duplicates("id")
rijen = rijen[rijen.datum.isna() | (rijen.datum > rijen.laatste_dag)]
rijen = rijen.sort_values(["laatste_dag", "activiteit"])
antwoord = rijen[["activiteit", "mijlpalen.datum", "laatste_dag", "datum", "ministerie"]]
print(antwoord)""",
    """\
antwoord = duckdb.sql(f\"\"\"
    SELECT termijn.activiteit, rapport.datum AS rapport, termijn.laatste_dag,
        min(reactie.datum) AS reactie, min_by(reactie.ministerie, reactie.datum)
    FROM verwachtingen AS termijn
    JOIN mijlpalen AS rapport ON rapport.id = termijn.mijlpaal_id
    LEFT JOIN mijlpalen AS reactie ON reactie.activiteit_id = termijn.activiteit_id
        AND reactie.soort = 'beleidsreactie' AND reactie.datum >= rapport.datum
    WHERE termijn.volgens_regel = 'ja' AND termijn.laatste_dag < '{vandaag}'
    GROUP BY termijn.id, termijn.activiteit, rapport.datum, termijn.laatste_dag
    HAVING min(reactie.datum) IS NULL OR min(reactie.datum) > termijn.laatste_dag
    ORDER BY termijn.laatste_dag, termijn.activiteit
\"\"\")
print(antwoord)""",
)
MOVED = Question(
    "verschoven",
    "Wat schoof op, en hoeveel?",
    "Elke latere termijn vervangt een eerdere. Hier staan de eerste en de laatste, en het aantal "
    "dagen daartussen.",
    """\
termijn = lijst["verwachtingen"]
termijn = termijn[(termijn.volgens_regel == "nee") & termijn.laatste_dag.notna()]
termijn = met(termijn, "activiteiten", "activiteit_id").sort_values("verteld_op")
rijen = termijn.groupby(["activiteit_id", "activiteiten.titel", "soort"]).laatste_dag
rijen = rijen.agg(["count", "first", "last"]).reset_index()
rijen = rijen[rijen["count"] > 1].sort_values(["activiteiten.titel", "soort"])
rijen["keer"] = rijen["count"] - 1
rijen["dagen"] = (pd.to_datetime(rijen["last"]) - pd.to_datetime(rijen["first"])).dt.days
antwoord = rijen[["activiteiten.titel", "soort", "keer", "first", "last", "dagen"]]
print(antwoord)""",
    """\
antwoord = duckdb.sql(\"\"\"
    SELECT activiteit.titel, termijn.soort, count(*) - 1 AS keer,
        min_by(laatste_dag, verteld_op) AS eerst, max_by(laatste_dag, verteld_op) AS laatst,
        laatst::DATE - eerst::DATE AS dagen
    FROM verwachtingen AS termijn
    JOIN activiteiten AS activiteit ON activiteit.id = termijn.activiteit_id
    WHERE termijn.volgens_regel = 'nee' AND laatste_dag IS NOT NULL
    GROUP BY activiteit.id, activiteit.titel, termijn.soort
    HAVING count(*) > 1
    ORDER BY activiteit.titel, termijn.soort
\"\"\")
print(antwoord)""",
)
QUESTIONS = [LATE, FIELDS, AGAIN, ANSWERED, MOVED]
