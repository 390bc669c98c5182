"""The sheets of one year of another inspectorate, by kind, in the order to import them."""

SHEETS = {
    "toezichtgebieden": "naam\nvoedselveiligheid\ndierenwelzijn\n",
    "ondertekenaars": "naam,ambt\nE. Effen,Minister van Landbouw\n",
    "brieven": (
        "kenmerk,kamerstuk,datum,onderwerp,aan,ondertekenaars,ambten,mede_namens\n"
        '2022-001,"33 835, nr. 190",2022-11-14,Jaarplan 2023,Voorzitter van de Tweede Kamer,'
        "E. Effen,Minister van Landbouw,Minister voor Natuur\n"
    ),
    "meerjarenperspectieven": (
        "eerste_jaar,laatste_jaar,titel,samenvatting,bronnen\n"
        "2022,2025,Koers 2022-2025,Waar wij heen gaan.,https://nvwa.example/koers\n"
    ),
    "doelen": (
        "perspectief,volgorde,titel\n2022-2025,1,veilig voedsel\n2022-2025,2,gezonde dieren\n"
    ),
    "werkprogrammas": (
        "eerste_jaar,laatste_jaar,titel,perspectief,brief,samenvatting,op_site\n"
        "2023,2023,Jaarplan 2023,2022-2025,2022-001,Wat wij doen.,14-11-2022\n"
    ),
    "uitwerkingen": (
        "werkprogramma,doel,uitwerking\n"
        "2023,veilig voedsel,Wij letten op vers vlees.\n"
        "2023,gezonde dieren,Wij letten op stallen.\n"
    ),
    "activiteiten": (
        "titel,gebieden,doelen,werkprogrammas,gepland_voor,vorm\n"
        "controle van slachthuizen,voedselveiligheid; dierenwelzijn,veilig voedsel,2023,"
        "medio 2023,thematisch\n"
    ),
    "bijstellingen": (
        "werkprogramma,datum,reden,uitleg\n2023,2023-03-01,incident,De controle begint later.\n"
    ),
    "mijlpalen": (
        "activiteit,soort,datum,titel\n"
        "controle-van-slachthuizen,gestart,feb-23,\n"
        "controle-van-slachthuizen,rapport,2023-10-02,Vers vlees\n"
    ),
    "verwachtingen": (
        "activiteit,soort,woorden,werkprogramma\n"
        "controle-van-slachthuizen,rapport,medio 2023,2023\n"
    ),
}
