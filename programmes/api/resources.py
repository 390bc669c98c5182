"""The resources of the API: the nouns of the register, with what can be embedded in each."""

from dataclasses import dataclass, field

from programmes.lists.filters import Several
from programmes.lists.nouns import ALL


@dataclass(frozen=True)
class Relation:
    """Related rows that `expand` can embed in a resource.

    Attributes:
        target: the path of the resource that is embedded.
        back: the lookup from the target to the resource that it is embedded in.
        many: whether `_embedded` holds a list, or one object or null.
        came_with: the lookup from the target to the optional parent of the link, which has to be
            published too when there is one.
    """

    target: str
    back: str
    many: bool = True
    came_with: str = ""


@dataclass(frozen=True)
class Resource:
    """A noun of the register in the API.

    Attributes:
        path: the path of its collection below the root, such as "activiteiten".
        singular: the Dutch word for one of it.
        relations: the `Relation`s that `expand` takes, by name.
        identifier: the field used in the path of a record.
    """

    path: str
    singular: str
    noun: object
    relations: dict = field(default_factory=dict)
    identifier: str = "slug"

    @property
    def columns(self):
        return self.noun.columns

    @property
    def filters(self):
        """Return the filters of its list, by parameter."""
        return self.noun.filterset.base_filters

    @property
    def repeatable(self):
        """Return the parameters that may occur more than once."""
        return [key for key, each in self.filters.items() if isinstance(each, Several)]

    @property
    def schema(self):
        """Return the name of its schema in the OpenAPI document, such as ActiviteitGebied."""
        return "".join(word.capitalize() for word in self.singular.split("-"))

    def published(self):
        return self.noun.published()


NOUN = {noun.key: noun for noun in ALL}


def letter(back):
    """Return the relation from a document to its letter."""
    return Relation("brieven", back, many=False)


def one(target, back):
    """Return the relation from a link to one of the records that it links."""
    return Relation(target, back, many=False)


def link(path, singular, noun, **relations):
    """Return the resource of the rows of a model that links records."""
    return Resource(path, singular, noun, relations, identifier="pk")


RESOURCES = [
    Resource(
        "perspectieven",
        "perspectief",
        NOUN["perspective"],
        {
            "brief": letter("perspectives"),
            "doelen": Relation("doelen", "perspective"),
            "werkprogrammas": Relation("werkprogrammas", "perspective"),
        },
    ),
    Resource(
        "doelen",
        "doel",
        NOUN["goal"],
        {
            "perspectief": Relation("perspectieven", "goals", many=False),
            "eerder": Relation("doelen", "continued_by"),
            "jaarberichten": Relation("jaarberichten", "results__goal"),
            "later": Relation("doelen", "continues"),
        },
    ),
    Resource(
        "werkprogrammas",
        "werkprogramma",
        NOUN["programme"],
        {
            "bijstellingen": Relation("bijstellingen", "programme"),
            "brief": letter("programmes"),
            "doelen": Relation("doelen", "focuses__programme"),
            "perspectief": Relation("perspectieven", "programmes", many=False),
        },
    ),
    Resource(
        "activiteiten",
        "activiteit",
        NOUN["activity"],
        {
            "doelen": Relation("doelen", "activities"),
            "mijlpalen": Relation("mijlpalen", "activity"),
            "toezichtgebieden": Relation("toezichtgebieden", "activities"),
            "werkprogrammas": Relation(
                "werkprogrammas", "plannings__activity", came_with="plannings__adjustment"
            ),
        },
    ),
    Resource(
        "mijlpalen",
        "mijlpaal",
        NOUN["event"],
        {
            "activiteit": Relation("activiteiten", "events", many=False),
            "bijstelling": Relation("bijstellingen", "events", many=False),
        },
        identifier="pk",
    ),
    Resource(
        "bijstellingen",
        "bijstelling",
        NOUN["adjustment"],
        {
            "brief": letter("adjustments"),
            "mijlpalen": Relation("mijlpalen", "adjustment"),
            "werkprogramma": Relation("werkprogrammas", "adjustments", many=False),
        },
    ),
    Resource(
        "jaarberichten",
        "jaarbericht",
        NOUN["annual-report"],
        {"brief": letter("annual_reports"), "doelen": Relation("doelen", "results__report")},
    ),
    Resource(
        "brieven",
        "brief",
        NOUN["letter"],
        {
            "bijstellingen": Relation("bijstellingen", "letter"),
            "jaarberichten": Relation("jaarberichten", "letter"),
            "ondertekenaars": Relation("ondertekenaars", "signatures__letter"),
            "perspectieven": Relation("perspectieven", "letter"),
            "werkprogrammas": Relation("werkprogrammas", "letter"),
        },
    ),
    Resource(
        "ondertekenaars",
        "ondertekenaar",
        NOUN["signatory"],
        {"brieven": Relation("brieven", "signatures__signatory")},
    ),
    Resource("toezichtgebieden", "toezichtgebied", NOUN["supervision-field"]),
    link(
        "geprogrammeerd",
        "programmering",
        NOUN["planning"],
        activiteit=one("activiteiten", "plannings"),
        werkprogramma=one("werkprogrammas", "plannings"),
        bijstelling=one("bijstellingen", "plannings"),
    ),
    link(
        "uitwerkingen",
        "uitwerking",
        NOUN["goal-focus"],
        doel=one("doelen", "focuses"),
        werkprogramma=one("werkprogrammas", "focuses"),
    ),
    link(
        "resultaten",
        "resultaat",
        NOUN["goal-result"],
        doel=one("doelen", "results"),
        jaarbericht=one("jaarberichten", "results"),
    ),
    link("doelopvolgingen", "doelopvolging", NOUN["goal-continuation"]),
    link("activiteit-gebieden", "activiteit-gebied", NOUN["activity-field"]),
    link("activiteit-doelen", "activiteit-doel", NOUN["activity-goal"]),
    link(
        "verwachtingen",
        "verwachting",
        NOUN["expected"],
        activiteit=one("activiteiten", "expected"),
    ),
    link(
        "ondertekeningen",
        "ondertekening",
        NOUN["signature"],
        brief=one("brieven", "signatures"),
        ondertekenaar=one("ondertekenaars", "signatures"),
    ),
]
BY_PATH = {resource.path: resource for resource in RESOURCES}
