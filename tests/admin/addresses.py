"""The addresses of the administration by role, and the records that they are asked for."""

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from inspectie.accounts.models import AuditEntry
from programmes.admin.verbs import VERBS
from programmes.intake.sheets import storing
from programmes.models import Frequency, Notice, PublicChange, Redaction, Review, Topic
from tests import factories
from tests.admin.incoming import brought_in
from tests.intake.sheets.files import upload

# The statuses for staff without a group, a redacteur, a publicist and a beheerder: of GET, then of
# POST. An address that depends on the state of a record has a line for each state. <record> is each
# noun with a state of its own. A verb with a form that is invalid here answers 200 to whoever may
# use it; a verb without one redirects.
TABLE = """
(start)                                              -       200 200 200 200   200 200 200 200
<url>                                                -       404 404 404 404   404 404 404 404
accounts/                                            -       404 404 404 200   404 404 404 200
accounts/auditentry/                                 -       403 403 403 200   403 403 403 200
accounts/auditentry/<key>/                           -       302 302 302 302   302 302 302 302
accounts/auditentry/<key>/change/                    -       403 403 403 200   403 403 403 403
accounts/auditentry/<key>/delete/                    -       403 403 403 403   403 403 403 403
accounts/auditentry/<key>/history/                   -       403 403 403 200   403 403 403 200
accounts/auditentry/add/                             -       403 403 403 403   403 403 403 403
accounts/auditentry/csv/                             -       403 403 403 200   403 403 403 200
auth/                                                -       404 404 404 200   404 404 404 200
auth/group/                                          -       403 403 403 200   403 403 403 200
auth/group/<key>/                                    -       302 302 302 302   302 302 302 302
auth/group/<key>/change/                             -       403 403 403 200   403 403 403 200
auth/group/<key>/delete/                             -       403 403 403 403   403 403 403 403
auth/group/<key>/history/                            -       403 403 403 200   403 403 403 200
auth/group/add/                                      -       403 403 403 200   403 403 403 200
auth/user/                                           -       403 403 403 200   403 403 403 200
auth/user/<key>/                                     -       302 302 302 302   302 302 302 302
auth/user/<key>/change/                              -       403 403 403 200   403 403 403 200
auth/user/<key>/delete/                              -       403 403 403 403   403 403 403 403
auth/user/<key>/history/                             -       403 403 403 200   403 403 403 200
auth/user/<key>/password/                            -       403 403 403 200   403 403 403 200
auth/user/<key>/tweede-factor/                       -       403 403 403 200   403 403 403 302
auth/user/add/                                       -       403 403 403 200   403 403 403 200
autocomplete/                                        -       403 200 200 200   405 405 405 405
jsi18n/                                              -       200 200 200 200   405 405 405 405
login/                                               -       302 302 302 302   302 302 302 302
logout/                                              -       405 405 405 405   200 200 200 200
password_change/                                     -       302 302 302 302   302 302 302 302
password_change/done/                                -       200 200 200 200   405 405 405 405
programmes/                                          -       404 200 200 200   404 200 200 200
programmes/<record>/                                 -       403 200 200 200   403 200 200 200
programmes/<record>/<key>/                           draft   302 302 302 302   302 302 302 302
programmes/<record>/<key>/                           public  302 302 302 302   302 302 302 302
programmes/<record>/<key>/change/                    draft   403 200 200 200   403 200 200 200
programmes/<record>/<key>/change/                    public  403 200 200 200   403 403 200 200
programmes/<record>/<key>/delen/                     draft   403 200 200 200   403 200 200 200
programmes/<record>/<key>/delen/                     public  403 403 404 404   403 403 404 404
programmes/<record>/<key>/delete/                    draft   403 200 200 200   403 302 302 302
programmes/<record>/<key>/delete/                    public  403 403 403 403   403 403 403 403
programmes/<record>/<key>/history/                   draft   403 200 200 200   403 200 200 200
programmes/<record>/<key>/history/                   public  403 200 200 200   403 200 200 200
programmes/<record>/<key>/voorstel/<key:proposal>/   draft   403 404 404 404   403 404 404 404
programmes/<record>/<key>/bijlage/<key:file>/        draft   403 404 404 404   403 404 404 404
programmes/<record>/<key>/voorstel/<key:proposal>/   public  403 404 404 404   403 404 404 404
programmes/<record>/<key>/bijlage/<key:file>/        public  403 404 404 404   403 404 404 404
programmes/<record>/<key>/voorstellen/               draft   403 403 403 403   403 403 403 403
programmes/<record>/<key>/voorstellen/               public  403 200 403 403   403 200 403 403
programmes/<record>/<key>/voorvertoning/             draft   403 302 302 302   403 302 302 302
programmes/<record>/<key>/voorvertoning/             public  403 302 302 302   403 302 302 302
programmes/<record>/<key>/voorvertoning/<path:path>  draft   403 302 302 302   403 302 302 302
programmes/<record>/<key>/voorvertoning/<path:path>  public  403 302 302 302   403 302 302 302
programmes/<record>/aanbieden/                       draft   403 200 200 200   403 200 200 200
programmes/<record>/aanbieden/                       public  403 403 200 200   403 403 200 200
programmes/<record>/akkoord/                         draft   403 403 403 403   403 403 403 403
programmes/<record>/akkoord/                         public  403 403 403 403   403 403 403 403
programmes/<record>/add/                             -       403 200 200 200   403 200 200 200
programmes/<record>/herstellen/                      draft   403 403 200 200   403 403 200 200
programmes/<record>/herstellen/                      public  403 403 200 200   403 403 200 200
programmes/<record>/inplannen/                       draft   403 403 200 200   403 403 200 200
programmes/<record>/inplannen/                       public  403 403 200 200   403 403 200 200
programmes/<record>/kiezen/                          -       403 200 200 200   403 200 200 200
programmes/<record>/intrekken/                       draft   403 403 200 200   403 403 200 200
programmes/<record>/intrekken/                       public  403 403 200 200   403 403 200 200
programmes/<record>/publiceren/                      draft   403 403 200 200   403 403 200 200
programmes/<record>/publiceren/                      public  403 403 200 200   403 403 200 200
programmes/<record>/terugnemen/                      draft   403 403 403 403   403 403 403 403
programmes/<record>/terugnemen/                      public  403 403 403 403   403 403 403 403
programmes/<record>/terugsturen/                     draft   403 403 200 200   403 403 200 200
programmes/<record>/terugsturen/                     public  403 403 200 200   403 403 200 200
programmes/<record>/weggooien/                       draft   403 200 200 200   403 302 302 302
programmes/<record>/weggooien/                       public  403 200 200 200   403 302 302 302
programmes/fieldgroup/                               -       403 200 200 200   403 200 200 200
programmes/fieldgroup/<key>/                         -       302 302 302 302   302 302 302 302
programmes/fieldgroup/<key>/change/                  -       403 200 200 200   403 200 200 200
programmes/fieldgroup/<key>/delete/                  -       403 200 200 200   403 302 302 302
programmes/fieldgroup/<key>/history/                 -       403 200 200 200   403 200 200 200
programmes/fieldgroup/<key>/voorstel/<key:proposal>/ -       403 404 404 404   403 404 404 404
programmes/fieldgroup/<key>/bijlage/<key:file>/      -       403 404 404 404   403 404 404 404
programmes/fieldgroup/<key>/voorstellen/             -       403 403 403 403   403 403 403 403
programmes/fieldgroup/add/                           -       403 200 200 200   403 200 200 200
programmes/fieldgroup/kiezen/                        -       403 200 200 200   403 200 200 200
programmes/goal/                                     -       403 200 200 200   403 200 200 200
programmes/goal/<key>/                               draft   302 302 302 302   302 302 302 302
programmes/goal/<key>/                               public  302 302 302 302   302 302 302 302
programmes/goal/<key>/change/                        draft   403 200 200 200   403 200 200 200
programmes/goal/<key>/change/                        public  403 200 200 200   403 403 200 200
programmes/goal/<key>/delete/                        draft   403 200 200 200   403 302 302 302
programmes/goal/<key>/delete/                        public  403 403 403 403   403 403 403 403
programmes/goal/<key>/history/                       draft   403 200 200 200   403 200 200 200
programmes/goal/<key>/history/                       public  403 200 200 200   403 200 200 200
programmes/goal/<key>/voorstel/<key:proposal>/       draft   403 404 404 404   403 404 404 404
programmes/goal/<key>/bijlage/<key:file>/            draft   403 404 404 404   403 404 404 404
programmes/goal/<key>/voorstel/<key:proposal>/       public  403 404 404 404   403 404 404 404
programmes/goal/<key>/bijlage/<key:file>/            public  403 404 404 404   403 404 404 404
programmes/goal/<key>/voorstellen/                   draft   403 403 403 403   403 403 403 403
programmes/goal/<key>/voorstellen/                   public  403 200 403 403   403 200 403 403
programmes/goal/add/                                 -       403 200 200 200   403 200 200 200
programmes/goal/kiezen/                              -       403 200 200 200   403 200 200 200
programmes/incomingletter/                           -       403 200 200 200   403 200 200 200
programmes/incomingletter/<key>/                     -       302 302 302 302   302 302 302 302
programmes/incomingletter/<key>/bestand/             -       403 200 200 200   405 405 405 405
programmes/incomingletter/<key>/change/              -       403 200 200 200   403 200 200 200
programmes/incomingletter/<key>/delete/              -       403 200 200 200   403 302 302 302
programmes/incomingletter/<key>/history/             -       403 200 200 200   403 200 200 200
programmes/incomingletter/add/                       -       403 200 200 200   403 200 200 200
programmes/incomingletter/lezen/                     -       403 302 302 302   403 302 302 302
programmes/notice/                                   -       403 403 200 200   403 403 200 200
programmes/notice/<key>/                             -       302 302 302 302   302 302 302 302
programmes/notice/<key>/change/                      -       403 403 200 200   403 403 403 403
programmes/notice/<key>/delete/                      -       403 403 403 403   403 403 403 403
programmes/notice/<key>/history/                     -       403 403 200 200   403 403 200 200
programmes/notice/add/                               -       403 403 403 403   403 403 403 403
programmes/publicchange/                             -       403 403 200 200   403 403 200 200
programmes/publicchange/<key>/                       -       302 302 302 302   302 302 302 302
programmes/publicchange/<key>/change/                -       403 403 200 200   403 403 403 403
programmes/publicchange/<key>/delete/                -       403 403 403 403   403 403 403 403
programmes/publicchange/<key>/history/               -       403 403 200 200   403 403 200 200
programmes/publicchange/<key>/verbergen/             -       403 403 200 200   403 403 200 200
programmes/publicchange/add/                         -       403 403 403 403   403 403 403 403
programmes/redaction/                                -       403 403 403 200   403 403 403 200
programmes/redaction/<key>/                          -       302 302 302 302   302 302 302 302
programmes/redaction/<key>/change/                   -       403 403 403 200   403 403 403 403
programmes/redaction/<key>/delete/                   -       403 403 403 403   403 403 403 403
programmes/redaction/<key>/history/                  -       403 403 403 200   403 403 403 200
programmes/redaction/add/                            -       403 403 403 200   403 403 403 200
programmes/review/                                   -       403 403 200 200   403 403 200 200
programmes/review/<key>/                             -       302 302 302 302   302 302 302 302
programmes/review/<key>/change/                      -       403 403 200 200   403 403 403 403
programmes/review/<key>/delete/                      -       403 403 403 403   403 403 403 403
programmes/review/<key>/history/                     -       403 403 200 200   403 403 200 200
programmes/review/add/                               -       403 403 403 403   403 403 403 403
programmes/sheetimport/                              -       403 200 200 200   403 200 200 200
programmes/sheetimport/<key>/                        -       302 302 302 302   302 302 302 302
programmes/sheetimport/<key>/bestand/                -       403 200 200 200   403 200 200 200
programmes/sheetimport/<key>/change/                 -       403 200 200 200   403 200 200 200
programmes/sheetimport/<key>/delete/                 -       403 200 200 200   403 302 302 302
programmes/sheetimport/<key>/history/                -       403 200 200 200   403 200 200 200
programmes/sheetimport/<key>/terugdraaien/           -       403 302 302 302   403 302 302 302
programmes/sheetimport/<kind>.csv                    -       403 200 200 200   403 200 200 200
programmes/sheetimport/<kind>.xlsx                   -       403 200 200 200   403 200 200 200
programmes/sheetimport/add/                          -       403 200 200 200   403 200 200 200
programmes/sheetimport/sjabloon/<kind>.csv           -       403 200 200 200   403 200 200 200
programmes/sheetimport/sjabloon/<kind>.xlsx          -       403 200 200 200   403 200 200 200
programmes/supervisionfield/                         -       403 200 200 200   403 200 200 200
programmes/supervisionfield/<key>/                   draft   302 302 302 302   302 302 302 302
programmes/supervisionfield/<key>/                   public  302 302 302 302   302 302 302 302
programmes/supervisionfield/<key>/change/            draft   403 200 200 200   403 200 200 200
programmes/supervisionfield/<key>/change/            public  403 200 200 200   403 403 200 200
programmes/supervisionfield/<key>/delete/            draft   403 200 200 200   403 302 302 302
programmes/supervisionfield/<key>/delete/            public  403 403 403 403   403 403 403 403
programmes/supervisionfield/<key>/history/           draft   403 200 200 200   403 200 200 200
programmes/supervisionfield/<key>/history/           public  403 200 200 200   403 200 200 200
programmes/supervisionfield/<key>/voorstel/<key:proposal>/ draft   403 404 404 404   403 404 404 404
programmes/supervisionfield/<key>/bijlage/<key:file>/ draft   403 404 404 404   403 404 404 404
programmes/supervisionfield/<key>/voorstel/<key:proposal>/ public  403 404 404 404   403 404 404 404
programmes/supervisionfield/<key>/bijlage/<key:file>/ public  403 404 404 404   403 404 404 404
programmes/supervisionfield/<key>/voorstellen/       draft   403 403 403 403   403 403 403 403
programmes/supervisionfield/<key>/voorstellen/       public  403 200 403 403   403 200 403 403
programmes/supervisionfield/add/                     -       403 200 200 200   403 200 200 200
programmes/supervisionfield/kiezen/                  -       403 200 200 200   403 200 200 200
programmes/workprogramme/<key>/uitkomsten/           draft   403 200 200 200   403 200 200 200
programmes/workprogramme/<key>/uitkomsten/           public  403 200 200 200   403 200 200 200
programmes/workprogramme/onafgemaakt/                -       403 200 200 200   403 200 200 200
r/<path:content_type_id>/<key>/                      -       302 302 302 302   302 302 302 302
"""


LINES = [line.split() for line in TABLE.strip().splitlines()]


RECORDS = {
    "activity": factories.ActivityFactory,
    "adjustment": factories.AdjustmentFactory,
    "annualreport": factories.AnnualReportFactory,
    "letter": factories.LetterFactory,
    "perspective": factories.PerspectiveFactory,
    "signatory": factories.SignatoryFactory,
    "workprogramme": factories.ProgrammeFactory,
}


STATES = {"draft": {"publish_at": None}, "public": {}}


def field(**state):
    found = factories.FieldFactory()
    factories.ActivityFactory(**state).fields.add(found)
    return found


def changed():
    if not PublicChange.objects.exists():
        factories.GoalFactory()
    return PublicChange.objects.first()


OTHERS = {
    "accounts/auditentry": AuditEntry.objects.first,
    "auth/group": lambda: Group.objects.get_or_create(name="team")[0],
    "auth/user": lambda: User.objects.get_or_create(username="wim")[0],
    "programmes/goal": lambda **state: factories.GoalFactory(
        perspective=factories.PerspectiveFactory(**state)
    ),
    "programmes/fieldgroup": factories.FieldGroupFactory,
    "programmes/incomingletter": brought_in,
    "programmes/notice": lambda: Notice.objects.create(
        topic=Topic.objects.get_or_create(frequency=Frequency.AT_ONCE)[0], items=[]
    ),
    "programmes/publicchange": changed,
    "programmes/redaction": lambda: Redaction.objects.create(
        by=User.objects.first(), reason="Persoonsgegevens.", records="Jaarbericht 2024", rows=1
    ),
    "programmes/review": lambda: Review.objects.create(
        noun="activity", record_id=1, step="aangeboden", by=User.objects.first(), text="Klaar."
    ),
    "programmes/sheetimport": lambda: storing.receive(
        upload("titel\nnieuw\n"), "lijst.csv", "activiteiten", User.objects.first()
    ),
    "programmes/supervisionfield": field,
}


MAKERS = OTHERS | {f"programmes/{noun}": make for noun, make in RECORDS.items()}


QUERIES = {
    "autocomplete/": "?app_label=programmes&model_name=planning&field_name=activity",
    **{f"programmes/<record>/{verb}/": "?ids=<key>" for verb in (*VERBS, "weggooien")},
}


# The other parameters of a route.
VALUES = {
    "<path:path>": "",
    "<kind>": "mijlpalen",
    "<url>": "bestaat-niet",
    "<key:proposal>": "1",
    "<key:file>": "1",
}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def place_of(line, noun):
    """Return what a line is asked of: a noun, or the first two parts of its address."""
    return noun or "/".join(line.split("/")[:2])


def record_for(line, noun, state):
    """Return a new record for a line with <key>."""
    make = RECORDS[noun] if noun else MAKERS[place_of(line, noun)]
    return make(**STATES[state]) if state in STATES else make()


def address_of(line, noun, state):
    """Return the address for a line of the table, with new records for its parameters."""
    key = record_for(line, noun, state).pk if has_key(line) else None
    return address_with(key, line, noun)


def has_key(line):
    """Return whether the address for a line of the table has the key of a record of its noun."""
    return "<key>" in line + QUERIES.get(line, "") and not line.startswith("r/")


def address_with(key, line, noun):
    """Return the address for a line of the table, of the record with a key."""
    address = f"/beheer/{line}{QUERIES.get(line, '')}".replace("(start)", "")
    if line.startswith("r/"):
        report = factories.AnnualReportFactory()
        kind = ContentType.objects.get_for_model(report).pk
        return address.replace("<path:content_type_id>/<key>", f"{kind}/{report.pk}")
    for name, value in {**VALUES, "<key>": str(key), "<record>": noun or ""}.items():
        address = address.replace(name, value)
    return address
