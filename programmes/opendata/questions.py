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
    return rijen.merge(ander, left_on=sleutel, right_on=f"{naam}.id")


# Wat een bron noemde, in de volgorde waarin het is gezegd; zonder datum eerst.
termijnen = lijst["verwachtingen"]
termijnen = termijnen[(termijnen.volgens_regel == "nee") & termijnen.laatste_dag.notna()]
nummer = termijnen.id.str.extract(r"([0-9]+)", expand=False).astype(int)
termijnen = termijnen.assign(gezegd=termijnen.verteld_op.fillna(""), nummer=nummer)
termijnen = termijnen.sort_values(["gezegd", "nummer"])"""
START_DUCKDB = """\
import duckdb

for pad in bestanden:
    duckdb.sql(f\"\"\"CREATE OR REPLACE VIEW "{pad.stem}" AS
        FROM read_csv('{pad}', all_varchar = true)\"\"\")
# Wat een bron noemde, in de volgorde waarin het is gezegd; zonder datum eerst.
duckdb.sql(\"\"\"CREATE OR REPLACE VIEW termijnen AS
    SELECT *, coalesce(verteld_op, '') AS gezegd, regexp_extract(id, '[0-9]+')::INT AS nummer
    FROM verwachtingen WHERE volgens_regel = 'nee' AND laatste_dag IS NOT NULL\"\"\")"""

LATE = Question(
    "te-laat",
    "Wat kwam te laat, of is over tijd?",
    "De activiteiten met de uitkomst “later” of “over_tijd”, met de termijnen die bronnen noemden. "
    "De uitkomst volgt de regels van /uitkomsten/: wat verviel, telt niet mee. De dagen tellen tot "
    "de dag waarop de bestanden zijn gemaakt.",
    """\
woorden = termijnen[termijnen.soort != "beleidsreactie"].groupby("activiteit_id").woorden
woorden = woorden.agg("; ".join).rename("termijnen")
rijen = lijst["activiteiten"]
rijen = rijen[rijen.uitkomst.isin(["later", "over_tijd"])].join(woorden, on="id", how="inner")
rijen["dagen_later"] = rijen.dagen_later.astype(int)
antwoord = rijen.sort_values("titel")[["titel", "termijnen", "uitkomst", "dagen_later"]]
print(antwoord)""",
    """\
antwoord = duckdb.sql(\"\"\"
    SELECT activiteit.titel, string_agg(woorden, '; ' ORDER BY gezegd, nummer) AS termijnen,
        activiteit.uitkomst, activiteit.dagen_later::INT AS dagen_later
    FROM activiteiten AS activiteit
    JOIN termijnen AS termijn
        ON termijn.activiteit_id = activiteit.id AND termijn.soort <> 'beleidsreactie'
    WHERE activiteit.uitkomst IN ('later', 'over_tijd')
    GROUP BY activiteit.id, activiteit.titel, activiteit.uitkomst, activiteit.dagen_later
    ORDER BY activiteit.titel
\"\"\")
print(antwoord)""",
)
FIELDS = Question(
    "gebied-en-jaar",
    "Hoeveel activiteiten waren er per gebied en jaar?",
    "Een activiteit telt mee in elk jaar waarvoor zij gepland is: de jaren die de woorden van de "
    "planning noemen, zoals “start in 2018”, en anders alle jaren van het werkprogramma.",
    """\
rijen = lijst["geprogrammeerd"]
rijen = rijen.merge(lijst["activiteit-gebieden"], on="activiteit_id", suffixes=("", "_gebied"))
jaren = zip(rijen.gepland_van.str[:4], rijen.gepland_tot.str[:4])
rijen["jaar"] = [list(range(int(eerste), int(laatste) + 1)) for eerste, laatste in jaren]
rijen = met(rijen.explode("jaar"), "toezichtgebieden", "gebied_id")
groepen = rijen.groupby(["toezichtgebieden.naam", "jaar"]).activiteit_id.nunique()
antwoord = groepen.reset_index()
print(antwoord)""",
    """\
antwoord = duckdb.sql(\"\"\"
    SELECT gebied.naam, jaar, count(DISTINCT gepland.activiteit_id) AS activiteiten
    FROM geprogrammeerd AS gepland
    JOIN "activiteit-gebieden" AS koppeling ON koppeling.activiteit_id = gepland.activiteit_id
    JOIN toezichtgebieden AS gebied ON gebied.id = koppeling.gebied_id
    CROSS JOIN generate_series(left(gepland_van, 4)::INT, left(gepland_tot, 4)::INT) AS t(jaar)
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
    "Welk rapport wachtte langer dan zes weken op een reactie?",
    format_lazy(
        "{} Die dag staat bij de verwachtingen. Elke reactie beantwoordt één rapport: het laatste "
        "dat nog geen reactie had. Heeft een activiteit een reactie zonder datum, dan is dit niet "
        "te zeggen, en staat zij er niet bij.",
        RESPONSE_RULE,
    ),
    """\
stap = lijst["mijlpalen"]
stap = stap[stap.soort.isin(["rapport", "beleidsreactie"])]
onzeker = stap[(stap.soort == "beleidsreactie") & stap.datum.isna()].activiteit_id
stap = stap[stap.datum.notna() & ~stap.activiteit_id.isin(onzeker)]
stap = stap.assign(nummer=stap.id.astype(int), telt=stap.soort.map({"rapport": 1}).fillna(-1))
stap = stap.sort_values(["datum", "telt", "nummer"], ascending=[True, False, True])
# Het aantal rapporten dat wacht: een reactie hoort bij het rapport waarmee het weer zo hoog werd.
stap["wacht"] = stap.groupby("activiteit_id").telt.cumsum() + (stap.telt < 0)
reactie = stap[stap.telt < 0][["activiteit_id", "wacht", "datum", "ministerie"]]
rijen = lijst["verwachtingen"]
rijen = rijen[(rijen.volgens_regel == "ja") & (rijen.laatste_dag < vandaag)]
rapport = stap[stap.telt > 0].add_prefix("rapport.")
rijen = rijen.merge(rapport, left_on="mijlpaal_id", right_on="rapport.id")
rijen = rijen.merge(
    reactie,
    how="left",
    left_on=["activiteit_id", "rapport.wacht"],
    right_on=["activiteit_id", "wacht"],
)
rijen["datum"] = rijen.datum.where(rijen.datum >= rijen["rapport.datum"])
rijen["ministerie"] = rijen.ministerie.where(rijen.datum.notna())
rijen = rijen.sort_values("datum").drop_duplicates("id")
rijen = rijen[rijen.datum.isna() | (rijen.datum > rijen.laatste_dag)]
rijen = rijen.sort_values(["laatste_dag", "activiteit"])
antwoord = rijen[["activiteit", "rapport.datum", "laatste_dag", "datum", "ministerie"]]
print(antwoord)""",
    """\
antwoord = duckdb.sql(f\"\"\"
    WITH stap AS (
        SELECT *, if(soort = 'rapport', 1, -1) AS telt FROM mijlpalen
        WHERE soort IN ('rapport', 'beleidsreactie') AND datum IS NOT NULL
            AND activiteit_id NOT IN (
                SELECT activiteit_id FROM mijlpalen
                WHERE soort = 'beleidsreactie' AND datum IS NULL)
    ),
    -- Het aantal rapporten dat wacht: een reactie hoort bij het rapport waarmee het zo hoog werd.
    wachtend AS (
        SELECT *, if(telt < 0, 1, 0) + sum(telt) OVER (
            PARTITION BY activiteit_id ORDER BY datum, telt DESC, id::INT
            ROWS UNBOUNDED PRECEDING) AS wacht
        FROM stap
    )
    SELECT termijn.activiteit, rapport.datum AS rapport, termijn.laatste_dag,
        min(reactie.datum) AS reactie, first(reactie.ministerie ORDER BY reactie.datum)
    FROM verwachtingen AS termijn
    JOIN wachtend AS rapport ON rapport.id = termijn.mijlpaal_id
    LEFT JOIN wachtend AS reactie ON reactie.activiteit_id = rapport.activiteit_id
        AND reactie.wacht = rapport.wacht AND reactie.telt < 0 AND reactie.datum >= rapport.datum
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
    "Elke latere termijn vervangt een eerdere. Hier staan de eerste en de laatste, hoe vaak een "
    "bron een latere dag noemde, en het aantal dagen tussen de eerste en de laatste.",
    """\
rijen = met(termijnen, "activiteiten", "activiteit_id")
wie = ["activiteit_id", "activiteiten.titel", "soort"]
rijen["keer"] = rijen.laatste_dag > rijen.groupby(wie).laatste_dag.shift().fillna("9999")
rijen = rijen.groupby(wie).agg(
    keer=("keer", "sum"), eerst=("laatste_dag", "first"), laatst=("laatste_dag", "last")
)
rijen = rijen[rijen.laatst > rijen.eerst].reset_index()
rijen["dagen"] = (pd.to_datetime(rijen.laatst) - pd.to_datetime(rijen.eerst)).dt.days
rijen = rijen.sort_values(["activiteiten.titel", "soort"])
antwoord = rijen[["activiteiten.titel", "soort", "keer", "eerst", "laatst", "dagen"]]
print(antwoord)""",
    """\
antwoord = duckdb.sql(\"\"\"
    WITH termijn AS (
        SELECT *, laatste_dag > lag(laatste_dag) OVER (
            PARTITION BY activiteit_id, soort ORDER BY gezegd, nummer) AS is_later
        FROM termijnen
    )
    SELECT activiteit.titel, termijn.soort, count(*) FILTER (is_later) AS keer,
        first(laatste_dag ORDER BY gezegd, nummer) AS eerst,
        last(laatste_dag ORDER BY gezegd, nummer) AS laatst,
        laatst::DATE - eerst::DATE AS dagen
    FROM termijn
    JOIN activiteiten AS activiteit ON activiteit.id = termijn.activiteit_id
    GROUP BY activiteit.id, activiteit.titel, termijn.soort
    HAVING laatst > eerst
    ORDER BY activiteit.titel, termijn.soort
\"\"\")
print(antwoord)""",
)
QUESTIONS = [LATE, FIELDS, AGAIN, ANSWERED, MOVED]
