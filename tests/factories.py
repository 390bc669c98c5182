"""Factories of records, published by default."""

from datetime import UTC, date, datetime

import factory
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from programmes import models

# The password of every user that signs in with a password.
PASSWORD = "een lang wachtwoord"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class PublishedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    publish_at = LONG_AGO
    sources = ["https://www.inspectie-jenv.nl/"]


class PerspectiveFactory(PublishedFactory):
    class Meta:
        model = models.Perspective

    first_year = 2021
    last_year = 2024
    title = factory.LazyAttribute(lambda self: f"Meerjarenperspectief {self.first_year}")
    summary = "Vier doelen voor het toezicht."


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = models.Goal

    perspective = factory.SubFactory(PerspectiveFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"bevorderen van lerend vermogen {n}")


class SignatoryFactory(PublishedFactory):
    class Meta:
        model = models.Signatory

    name = factory.Sequence(lambda n: f"D. Yeşilgöz-Zegerius {n}")
    office = "Minister van Justitie en Veiligheid"


class LetterFactory(PublishedFactory):
    class Meta:
        model = models.Letter

    reference = factory.Sequence(lambda n: f"48960{n:02d}")
    date = date(2023, 9, 22)
    subject = "Werkprogramma 2024"
    recipient = "Voorzitter van de Tweede Kamer der Staten-Generaal"


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = models.Signature

    letter = factory.SubFactory(LetterFactory)
    signatory = factory.SubFactory(SignatoryFactory)
    office = "Minister van Justitie en Veiligheid"


class ProgrammeFactory(PublishedFactory):
    class Meta:
        model = models.WorkProgramme

    first_year = 2024
    last_year = factory.SelfAttribute("first_year")
    title = factory.LazyAttribute(lambda self: f"Werkprogramma {self.first_year}")
    summary = "Waar de Inspectie toezicht op houdt."


class FieldGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.FieldGroup

    name = factory.Sequence(lambda n: f"groep {n}")
    slug = factory.Sequence(lambda n: f"groep-{n}")


class FieldFactory(DjangoModelFactory):
    class Meta:
        model = models.SupervisionField

    name = factory.Sequence(lambda n: f"gebied {n}")
    slug = factory.Sequence(lambda n: f"gebied-{n}")


class ActivityFactory(PublishedFactory):
    class Meta:
        model = models.Activity

    title = factory.Sequence(lambda n: f"wachtlijsten in de keten {n}")


class PlanningFactory(DjangoModelFactory):
    class Meta:
        model = models.Planning

    programme = factory.SubFactory(ProgrammeFactory)
    activity = factory.SubFactory(ActivityFactory)


class GoalFocusFactory(DjangoModelFactory):
    class Meta:
        model = models.GoalFocus

    text = "Zo werkt het programma dit doel uit."


class GoalResultFactory(DjangoModelFactory):
    class Meta:
        model = models.GoalResult

    text = "Organisaties leerden van incidenten."


class EventFactory(DjangoModelFactory):
    class Meta:
        model = models.Event

    activity = factory.SubFactory(ActivityFactory)
    kind = models.Event.Kind.REPORT
    date = date(2024, 6, 1)
    date_precision = models.Precision.DAY


class ExpectationFactory(DjangoModelFactory):
    class Meta:
        model = models.Expectation

    activity = factory.SubFactory(ActivityFactory)
    kind = models.Expectation.Kind.REPORT
    words = "eind 2024"
    first_day = date(2024, 11, 1)
    last_day = date(2024, 12, 31)
    told_on = date(2024, 1, 15)


class AdjustmentFactory(PublishedFactory):
    class Meta:
        model = models.Adjustment

    programme = factory.SubFactory(ProgrammeFactory)
    date = date(2024, 5, 1)
    reason = models.Adjustment.Reason.INCIDENT
    explanation = "Een onderzoek begint later."


class AnnualReportFactory(PublishedFactory):
    class Meta:
        model = models.AnnualReport

    year = 2024
    title = factory.LazyAttribute(lambda self: f"Jaarbericht {self.year}")
    summary = "Wat van het toezicht kwam."


# The management form of an empty formset of goal results.
NO_RESULTS = {"results-TOTAL_FORMS": 0, "results-INITIAL_FORMS": 0}


def pdf_file(content=b"%PDF-1.7\n%%EOF\n", name="stuk.pdf"):
    """Return an uploaded PDF file, as in `request.FILES`."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def member(name, group):
    """Return a new user who is a member of the staff, in a group by its name."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user
