"""The sheets of one year of another inspectorate, by kind, in the order to import them."""

SHEETS = {
    "groepen": "naam\nvoedsel en dieren\n",
    "toezichtgebieden": "naam,groep\nvoedselveiligheid,Voedsel en dieren\ndierenwelzijn,\n",
    "ondertekenaars": "naam,ambt\nE. Effen,Minister van Landbouw\n",
    "brieven": (
        "kenmerk,kamerstuk,datum,onderwerp,aan,ondertekenaars,ambten,mede_namens\n"
        '2022-001,"33 835, nr. 190",2022-11-14,Jaarplan 2023,Voorzitter van de Tweede Kamer,'
        "E. Effen,Minister van Landbouw,Minister voor Natuur\n"
    ),
    "meerjarenperspectieven": (
        "eerste_jaar,laatste_jaar,titel,samenvatting,bronnen\n"
        "2018,2021,Koers 2018-2021,Waar wij heen gingen.,https://nvwa.example/eerder\n"
        "2022,2025,Koers 2022-2025,Waar wij heen gaan.,https://nvwa.example/koers\n"
    ),
    "doelen": (
        "perspectief,volgorde,titel\n"
        "2018-2021,1,veilig voedsel\n"
        "2022-2025,1,veilig voedsel\n"
        "2022-2025,2,gezonde dieren\n"
    ),
    "doelopvolgingen": "doel,eerder_doel\nveilig-voedsel-2,veilig voedsel\n",
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
        "controle van slachthuizen,voedselveiligheid; dierenwelzijn,gezonde dieren,2023,"
        "medio 2023,thematisch\n"
    ),
    "bijstellingen": (
        "werkprogramma,datum,reden,uitleg\n2023,2023-03-01,incident,De controle begint later.\n"
    ),
    "mijlpalen": (
        "activiteit,soort,datum,titel\n"
        "controle-van-slachthuizen,gestart,feb-23,\n"
        "Controle van slachthuizen,rapport,2023-10-02,Vers vlees\n"
    ),
    "verwachtingen": (
        "activiteit,soort,woorden,werkprogramma\n"
        "controle-van-slachthuizen,rapport,medio 2023,2023\n"
    ),
    "jaarberichten": (
        "jaar,titel,samenvatting,op_site,brief,voorganger\n"
        "2023,Jaarverslag 2023,Wat ervan kwam.,2024-04-15,,\n"
        "2021,Jaarverslag 2021,Wat ervan kwam.,2022-05-01,,\n"
        "2021,Verslag van de Keuringsdienst,Wat zij deed.,,,Keuringsdienst\n"
    ),
    "resultaten": (
        "jaar,doel,resultaat\n"
        "2023,veilig voedsel,Vlees was verser.\n"
        "2023,gezonde dieren,Stallen waren ruimer.\n"
        "2021-keuringsdienst,veilig voedsel,Er was meer toezicht.\n"
    ),
}
