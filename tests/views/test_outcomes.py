"""The page with the rule of each outcome."""

import re

from programmes.models import Outcome


def test_the_page_has_the_rule_of_each_outcome(client, db):
    page = client.get("/uitkomsten/").text
    rules = re.findall(r'<div id="([a-z_]+)"><dt>', page)
    assert sorted(rules) == sorted(Outcome.values)
    assert page.count("Voorbeeld: ") == len(rules)
    assert "beloofd voor uiterlijk 30 juni 2025, vandaag is het 3 juli 2025: 3 dagen" in page


def test_a_rule_says_whether_the_outcome_is_derived(client, db):
    page = client.get("/uitkomsten/").text
    tags = re.findall(r"<dt>\s*<span[^>]*>(.+?)</span>", page)
    assert {tag.endswith("(afgeleid)") for tag in tags} == {True, False}
    assert sorted(tags) == sorted(str(each.tag) for each in Outcome)
