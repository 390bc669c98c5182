"""The screens of letters to the House."""

import re

from tests import factories


def test_a_letter_without_a_subject_has_a_name_in_the_list(as_redacteur):
    letter = factories.LetterFactory(subject="", date="2016-01-12")
    factories.ProgrammeFactory(letter=letter, first_year=2016, title="Werkprogramma 2016")
    page = as_redacteur.get("/beheer/programmes/letter/").text
    names = re.findall(rf'letter/{letter.pk}/change/">([^<]+)</a>', page)
    assert names == ["Brief van 12\xa0januari\xa02016 bij Werkprogramma 2016"]
