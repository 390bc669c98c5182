"""The public API, after the NL API Design Rules of Logius."""

ROOT = "/api/v1"
# Release notes, newest first; docs/reference/api.md says what raises which number.
CHANGES = {
    "1.6.0": (
        "`zoek` noemt de woorden die hetzelfde betekenen en ook gezocht zijn (`ook_gezocht_op`), "
        "en als er niets gevonden is, wat u in plaats daarvan kunt vragen. Een resultaat heeft een "
        "`id`. `zoek` kent nu ook `sinds`, zoals elke lijst. In `velden` van een wijziging staat "
        "een datum, een Kamerstuk of een termijn nu als één waarde in woorden: “juni 2024” als "
        "alleen de maand bekend is. Wat waar of niet waar is, is er “ja” of “nee”. `volgorde` "
        "staat er alleen nog bij als die veranderde."
    ),
    "1.5.0": (
        "`geprogrammeerd` heeft een `uitkomst`: wat er van de activiteit kwam, gezien vanuit dat "
        "werkprogramma. Een activiteit die uit een werkprogramma verviel en in een later "
        "werkprogramma opnieuw staat, heeft in het eerste de uitkomst `vervallen`, en in het "
        "latere wat er daarna van kwam. Dat geldt ook voor `activiteiten` met het filter "
        "`werkprogramma`."
    ),
    "1.4.0": (
        "`wijzigingen` heeft wat er in het register veranderde, met een `cursor` waarmee u later "
        "verder leest. Elke lijst neemt `sinds`: u krijgt de rijen die sinds die dag nieuw zijn of "
        "veranderden, met in `_wijziging` wat er was en is en waarom, en in `weg` wat er niet meer "
        "is."
    ),
    "1.3.0": (
        "Stukken hebben `niet_gevonden`: waarnaar vergeefs is gezocht, ook als de dag daarvan niet "
        "bekend is."
    ),
    "1.2.0": (
        "`gepland_van` en `gepland_tot` zijn dagen, ook bij `geprogrammeerd`: die van de woorden "
        "van de planning, zoals “najaar”, en anders de eerste en de laatste dag van het "
        "werkprogramma. Stukken hebben `gezocht_op` en `gezocht_in`: wanneer en waar vergeefs is "
        "gezocht naar wat niet bekend is. Van een activiteit zegt `uitkomst_onbekend` waarom de "
        "uitkomst niet bekend is."
    ),
    "1.1.0": (
        "Elke rij heeft een `id` die in alle bestanden gelijk is en nooit verandert, en verwijst "
        "naar andere rijen met hun `id`. Wat stukken verbindt, heeft een eigen lijst. In adressen "
        "en filters werkt de oude `id`, het laatste deel van het adres van de pagina, nog steeds. "
        "Wat niet bekend is, is ook bij `status` en `vorm` leeg; filteren op `onbekend` werkt nog "
        "steeds. Filters nemen meer waarden, en een lijst neemt de jaren `van` en `tot` en met. "
        "Activiteiten hebben een `uitkomst`: wat ervan kwam, naast wat is beloofd. Die vervangt "
        "`status`, die blijft bestaan."
    ),
    "1.0.0": "De eerste versie: tien soorten stukken, en zoeken.",
}
VERSION = next(iter(CHANGES))
