"""Texts of the OpenAPI document, in Dutch; see docs/decisions.md."""

DESCRIPTION = """\
Alles wat openbaar is in het register van de werkprogramma's, voor programma's. U leest alleen; \
een sleutel of account is niet nodig.

Wat niemand weet, is `null`. Een parameter die niet bestaat of niet klopt, geeft 400 met alle \
redenen tegelijk: u krijgt nooit ongemerkt alles.

Een lijst komt in pagina's. Volg `_links.next` tot die er niet meer is: u krijgt elke rij één \
keer, ook als er intussen rijen bij komen of verdwijnen. Met `Accept: text/csv` krijgt u de hele \
lijst als CSV.

Met `sinds=2026-03-01` krijgt u alleen wat sinds die dag nieuw is of veranderde, met in \
`_wijziging` wat er was en is en waarom. In `weg`, op de eerste pagina, staat van wat er niet meer \
is alleen de `id` en het moment, los van andere filters.

Met `fields` kiest u kolommen. Met `expand` krijgt u in `_embedded` wat bij een rij hoort, één \
stap diep.

Stuur de `ETag` van een antwoord mee in `If-None-Match`: u krijgt 304 als er niets veranderde.

Voor eerlijk gebruik geldt een grens per minuut. `RateLimit` zegt hoeveel u nog kunt vragen."""
DOCUMENTATION = (
    "Hoe lang een versie blijft en wat er in elke versie veranderde, staat op "
    "`/open-data/api/` van deze site."
)
CONTACT = "Beheer van het register van werkprogramma's"
SERVER = "Deze site"
TAGS = {
    "wijzigingen": "Wat er in het register veranderde.",
    "zoek": "Zoeken in alles wat openbaar is.",
    "api": "Over de API zelf.",
}
# (summary, description) of each operation.
OPENAPI = (
    "Deze beschrijving van de API",
    "Alle adressen, parameters en antwoorden van deze versie, in de taal van OpenAPI.",
)
SEARCH = (
    "Zoek in alles wat openbaar is",
    "U krijgt wat de zoekpagina van de site ook vindt, per pagina. `ook_gezocht_op` noemt de "
    "woorden die hetzelfde betekenen en ook gezocht zijn; `precies` is de vraag zonder die "
    "woorden. `lijsten` noemt op de eerste pagina de lijsten met een filter voor woorden van uw "
    "vraag. Is er niets gevonden, dan noemt `niet_gevonden` de woorden die nergens voorkomen, en "
    "staat in `bedoelde_u`, `andere_vragen` en `toezichtgebieden` wat u in plaats daarvan kunt "
    "vragen.",
)
REGISTER_CHANGES = (
    "Wat er in het register veranderde",
    "Elke publicatie, wijziging en intrekking, de oudste eerst. Bewaar `cursor` en vraag daar "
    "later mee verder: u mist dan niets, ook niet als er tegelijk wijzigingen bij komen. Van wat "
    "is ingetrokken, krijgt u alleen de `id` en het moment.",
)
OF_LIST = "Alleen wijzigingen van deze lijst."
KIND_OF_CHANGE = "Alleen dit soort wijzigingen"
YEAR_OF_CHANGE = "Alleen wijzigingen in dit jaar."
SINCE = "Alleen wat sinds het begin van deze dag veranderde, zoals 2026-03-01."
COLLECTION = (
    "Lijst van %(plural)s",
    "%(intro)s Per pagina, of met `Accept: text/csv` de hele lijst als CSV.",
)
ITEM = (
    "Eén %(singular)s",
    "Alle kolommen van één %(singular)s. Wat is ingetrokken, geeft 410 met de reden.",
)
ID = (
    "De sleutel van deze rij: dezelfde in elk bestand, en hij verandert nooit. Hij mag ook in het "
    "adres staan."
)
IDENTIFIER = "De `id`, of het laatste deel van het adres van de pagina."
FIELDS = "Alleen deze kolommen, met komma's ertussen."
EXPAND = "Zet dit erbij in `_embedded`, met komma's ertussen. Eén stap diep."
SIZE = "Hoeveel rijen een pagina hoogstens heeft."
CURSOR = "Waar de pagina begint. Neem hem uit `_links.next`; hij hoort bij één lijst en volgorde."
SEARCH_KEYS = {
    "q": "De woorden of het nummer waarnaar u zoekt.",
    "soort": "Alleen deze soort.",
    "jaar": "Alleen over dit jaar.",
    "gebied": "Alleen over dit toezichtgebied.",
    "sinds": SINCE,
    "pagina": "Het nummer van de pagina.",
}
API_VERSION = "De versie van de API."
ETAG = "Kenmerk van dit antwoord, voor `If-None-Match`."
LINK = "De volgende pagina (`next`)."
RATE_LIMIT = (
    "Hoeveel u nog kunt vragen (`r`), en over hoeveel seconden de telling opnieuw begint (`t`)."
)
RATE_LIMIT_POLICY = "Hoeveel u mag vragen (`q`) in hoeveel seconden (`w`)."
ALLOW_ORIGIN = "Pagina's van elke site mogen dit lezen (`*`)."
RETRY_AFTER = "Over hoeveel seconden u het weer kunt proberen."
LOCATION = "Het adres waar het stuk nu staat."
ANSWERS = {
    "200": "Het antwoord.",
    "301": "Het stuk heeft een ander adres.",
    "304": "Er is niets veranderd.",
    "400": "De vraag klopt niet; alle redenen staan erbij.",
    "404": "Er is niets op dit adres.",
    "406": "Deze vorm is er niet.",
    "410": "Het stuk is ingetrokken; de reden staat erbij.",
    "429": "Te veel vragen in korte tijd.",
    "500": "Er ging bij ons iets mis.",
    "503": "Het antwoord duurt nu te lang; vraag het later nog eens.",
}
