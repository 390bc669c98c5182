"""An uploaded letter to rows of the register, in one transaction."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from programmes.intake.letters.checking import Check, as_submitted
from programmes.intake.letters.facts import from_json
from programmes.intake.letters.parsing import ParsedLetter, parse
from programmes.intake.letters.storing import read_in, receive, remove
from programmes.models import (
    Expectation,
    Goal,
    IncomingLetter,
    Letter,
    Perspective,
    Signatory,
    Signature,
    State,
    WorkProgramme,
)
from tests import factories


def checked(incoming, *, may_publish=False, **sent):
    """Read a letter, and return its `Check` with what a person changed."""
    read_in(incoming)
    parsed = from_json(incoming.facts)
    return Check(parsed, as_submitted(parsed) | sent, may_publish=may_publish)


def store(incoming):
    """Store a letter as it was read."""
    check = checked(incoming)
    assert check.is_valid(), check.problems()
    return check.store(incoming)


def signatures(letter):
    return [
        (each.position, each.capacity, each.office, each.signatory and each.signatory.name)
        for each in letter.signatures.order_by("position")
    ]


def test_a_file_is_kept_as_it_is(bring_in, model_letter, media):
    incoming = bring_in(model_letter, "Brief van de minister.pdf")
    content = model_letter.read_bytes()
    assert Path(incoming.file.path).read_bytes() == content
    assert incoming.sha256 == hashlib.sha256(content).hexdigest()
    assert Path(incoming.file.path).name == incoming.sha256
    assert incoming.name == "Brief van de minister.pdf"


def test_the_same_file_comes_in_once(bring_in):
    assert bring_in(name="een.txt") == bring_in(name="twee.txt")
    assert IncomingLetter.objects.get().name == "een.txt"


def test_a_file_that_a_letter_has_already_leads_to_that_letter(bring_in, model_letter):
    with model_letter.open("rb") as file:
        letter = factories.LetterFactory(file=factories.pdf_file(file.read()))
    assert bring_in(model_letter).letter == letter


def test_the_original_cannot_be_replaced(bring_in):
    incoming = bring_in()
    incoming.file = "iets-anders"
    with pytest.raises(IntegrityError, match="blijft zoals het is"), transaction.atomic():
        incoming.save()


def test_what_is_no_letter_leaves_nothing_behind(
    bring_in, media, django_capture_on_commit_callbacks
):
    incoming = bring_in("#!/bin/sh\nexit", "brief.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        assert read_in(incoming) == "unsupported"
    assert not IncomingLetter.objects.exists()
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_file_stays_when_its_removal_is_undone(bring_in):
    incoming = bring_in()
    path = Path(incoming.file.path)
    with transaction.atomic():
        remove(incoming)
        transaction.set_rollback(True)
    assert path.exists()
    assert IncomingLetter.objects.exists()


def test_a_letter_becomes_drafts_that_are_linked(bring_in, model_letter):
    frame = factories.PerspectiveFactory(title="Meerjarenperspectief 2021-2024")
    letter, programme = store(bring_in(model_letter))
    assert {letter.state, programme.state} == {State.CONCEPT}
    assert (programme.letter, programme.perspective) == (letter, frame)
    assert (programme.first_year, programme.last_year) == (2024, 2024)
    assert (letter.reference, str(letter.date), letter.attachment_count) == (
        "5120934",
        "2024-09-19",
        1,
    )
    assert letter.text == "\n".join(letter.incoming.pages).strip()
    assert letter.file_sha256 == hashlib.sha256(model_letter.read_bytes()).hexdigest()
    assert signatures(letter) == [
        (1, "ondertekent", "Minister van Justitie en Veiligheid", "D. Yeşilgöz-Zegerius"),
        (2, "mede_namens", "minister voor Rechtsbescherming", None),
        (3, "mede_namens", "staatssecretaris van Justitie en Veiligheid", None),
    ]
    assert letter.incoming.letter == letter


def test_a_signatory_who_is_known_is_not_made_again(bring_in):
    known = factories.SignatoryFactory(name="Dilan Yeşilgöz-Zegerius")
    letter, _programme = store(bring_in())
    assert letter.signatures.get(capacity=Signature.Capacity.SIGNS).signatory == known
    assert Signatory.objects.count() == 1


def test_a_perspective_that_is_new_comes_with_its_goals(bring_in):
    _letter, programme = store(bring_in())
    frame = Perspective.objects.get()
    assert (programme.perspective, frame.years, frame.state) == (frame, "2021-2024", State.CONCEPT)
    assert list(frame.goals.values_list("position", "title").order_by("position")) == [
        (1, "stimuleren van veerkracht"),
        (2, "bevorderen van hun lerend vermogen"),
    ]


def test_goals_of_a_known_perspective_stay(bring_in):
    goal = factories.GoalFactory(title="iets anders")
    store(bring_in())
    assert list(Goal.objects.all()) == [goal]


def test_a_programme_that_is_a_draft_gets_the_letter(bring_in):
    frame = factories.PerspectiveFactory()
    draft = factories.ProgrammeFactory(publish_at=None, perspective=frame, motto="Samen")
    letter, programme = store(bring_in())
    assert (programme, programme.motto, programme.letter) == (draft, "Samen", letter)


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("annual_report", lambda: factories.AnnualReportFactory(year=2024, publish_at=None)),
        ("perspective", lambda: factories.PerspectiveFactory(first_year=2024, last_year=2024,
            publish_at=None)),
    ],
)  # fmt: skip
def test_another_draft_gets_the_letter(bring_in, kind, make):
    draft, incoming = make(), bring_in()
    check = checked(incoming, kind=kind, perspective="")
    assert check.is_valid(), check.problems()
    letter, document = check.store(incoming)
    draft.refresh_from_db()
    assert (document, draft.letter) == (draft, letter)


def test_nothing_is_stored_when_one_row_is_refused(bring_in, media):
    incoming = bring_in()
    files = sorted(path for path in media.rglob("*") if path.is_file())
    check = checked(incoming)
    assert check.is_valid()
    check.form.instance.subject = "x" * 400
    with pytest.raises(ValidationError):
        check.store(incoming)
    incoming.refresh_from_db()
    assert incoming.letter is None
    for model in (Letter, WorkProgramme, Perspective, Goal, Signatory, Signature):
        assert not model.objects.exists()
    assert sorted(path for path in media.rglob("*") if path.is_file()) == files


def test_a_letter_is_processed_once(bring_in):
    incoming = bring_in()
    first, second = checked(incoming), checked(incoming)
    assert first.is_valid()
    assert second.is_valid()
    first.store(incoming)
    with pytest.raises(ValidationError, match="intussen al verwerkt"):
        second.store(incoming)
    assert Letter.objects.count() == 1


def test_a_file_over_20_mb_is_not_kept(db, media):
    large = SimpleUploadedFile("groot.pdf", b"")
    large.size = 20 * 1024 * 1024 + 1
    with pytest.raises(ValidationError, match="20 MB"):
        receive(large, "groot.pdf")
    assert not IncomingLetter.objects.exists()


def test_a_document_that_got_a_letter_since_the_check_keeps_it(bring_in):
    draft = factories.ProgrammeFactory(publish_at=None, perspective=factories.PerspectiveFactory())
    incoming = bring_in()
    check = checked(incoming)
    assert check.is_valid()
    draft.letter = factories.LetterFactory(reference="1", subject="Eerder")
    draft.save()
    with pytest.raises(ValidationError, match="aangeboden met een andere brief"):
        check.store(incoming)
    assert WorkProgramme.objects.get().letter.subject == "Eerder"


def test_a_letter_is_parsed_once_when_its_file_is_read(bring_in):
    incoming = bring_in()
    assert not incoming.is_read
    read_in(incoming)
    incoming.refresh_from_db()
    assert incoming.is_read
    assert from_json(incoming.facts) == parse(incoming.pages)
    incoming.pages = ["Iets heel anders."]
    check = Check(from_json(incoming.facts))
    assert check.is_valid()
    letter, programme = check.store(incoming)
    assert (letter.subject, programme.perspective.years) == ("Werkprogramma 2024", "2021-2024")


def test_a_scan_has_no_facts(bring_in):
    incoming = bring_in("\n \n")
    assert read_in(incoming) == "no_text"
    assert (incoming.is_read, from_json(incoming.facts)) == (True, ParsedLetter())


def test_a_term_is_stored_with_the_activity_that_was_chosen(bring_in, promising):
    activity = factories.ActivityFactory(publish_at=None)
    check = checked(bring_in(promising), **{"term-0-activity": str(activity.pk)})
    assert check.is_valid(), check.problems()
    letter, _document = check.store(IncomingLetter.objects.get())
    assert [
        (each.activity, each.kind, each.words, each.first_day, each.last_day, each.letter)
        for each in Expectation.objects.all()
    ] == [
        (
            activity,
            Expectation.Kind.RESPONSE,
            "voor de zomer",
            date(2024, 5, 15),
            date(2024, 7, 4),
            letter,
        )
    ]


def test_a_term_that_was_stored_for_a_public_activity_waits_for_the_letter(bring_in, promising):
    activity = factories.ActivityFactory()
    check = checked(bring_in(promising), **{"term-1-activity": str(activity.pk)}, may_publish=True)
    assert check.is_valid(), check.problems()
    check.store(IncomingLetter.objects.get())
    assert Expectation.objects.get().words == "in de loop van 2025"
    assert not Expectation.objects.published().exists()


def test_without_an_activity_no_term_is_stored(bring_in, promising):
    letter, document = store(bring_in(promising))
    assert (letter.reference, document) == ("5389146", None)
    assert not Expectation.objects.exists()
