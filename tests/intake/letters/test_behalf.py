"""On whose behalf a letter is sent too: not an earlier or a later one."""

import pytest

from tests.intake.letters.typed import BODY, facts


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2019 schreef mijn voorganger u, mede namens de Minister van Financiën, over opvang.",
        "Destijds berichtte hij, mede namens de Minister van Financiën, dat het plan later kwam.",
        "In mei informeerde ik u, mede namens de Minister van Financiën, over het toezicht.",
        "Toen antwoordde ik, mede namens de Minister van Financiën, dat dit niet kon.",
        "Mede namens de Minister van Financiën schreef ik u dit in 2019.",
        "Voor de zomer zal ik u, mede namens de Minister van Financiën, informeren.",
        "De Minister van Defensie stuurt u, mede namens de Minister van Financiën, een brief.",
    ],
)
def test_another_letter_is_on_behalf_of_others(sentence):
    assert facts(body=f"{BODY}\n\n{sentence}")["on_behalf_of"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Zoals ik tijdens het debat meldde, informeer ik u hierbij, mede namens {}, over opvang.",
        "Mede namens {} informeer ik u over de opvang.",
        "Ik reageer hierbij, mede namens {}, op uw vragen.",
    ],
)
def test_this_letter_is_on_behalf_of_others(sentence):
    sentence = sentence.format("de Minister van Financiën")
    found = facts(body=f"{BODY}\n\n{sentence}")["on_behalf_of"]
    assert found == ["Minister van Financiën"]
