"""Seconds and memory of `send_notices`, to a real mail server that answers at once.

A process of its own sends; the mail server is in this one, on the other core.
"""

import json
import os
import resource
import subprocess
import sys
import time

from tests.mail import running

FEW, MANY = 1_000, 10_000
# Different lists that are followed; half of the subscribers follow the same one.
LISTS = 200
MB = 1024 * 1024


def measure(environment):
    """Return rows of (what, value, unit, limit).

    Args:
        environment: a dict with DATABASE_URL of a register.
    """
    few, many = (sent(size, environment) for size in (FEW, MANY))
    print(f"berichten: {MANY} ontvangers, kijken {many['look']:.0f} s, alles {many['all']:.0f} s")
    growth = (many["memory"] - few["memory"]) / MB
    return [
        (f"berichten aan {MANY} ontvangers", many["all"] / 60, "min", 10),
        (f"berichten, geheugen van {FEW} naar {MANY} ontvangers", growth, "MB", 16),
    ]


def sent(size, environment):
    """Send a message to each of `size` subscribers; return what `run` returns."""
    with running() as (port, messages):
        done = subprocess.run(  # noqa: S603, our own module
            [sys.executable, "-m", "tests.benchmarks.notices", str(size)],
            env=os.environ | environment | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        if messages.qsize() != size:
            raise RuntimeError(f"{messages.qsize()} of {size} messages arrived.")
    return json.loads(done.stdout.splitlines()[-1])


def run(size):
    """Subscribe, change an activity and send; return seconds of looking and in all, and bytes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    os.environ.setdefault("EMAIL_FROM", "register@example.nl")
    import django

    django.setup()
    from django.core.management import call_command

    from programmes.models import Delivery, Notice, Subscription, Topic

    for model in (Delivery, Notice, Subscription, Topic):
        model.objects.all().delete()
    subscribe(size)
    change_first()
    begin = time.perf_counter()
    looked = looking()
    call_command("send_notices", site="http://localhost")
    return {
        "look": looked,
        "all": time.perf_counter() - begin,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def subscribe(size):
    """Store confirmed subscriptions: half of them to one list, the others to many."""
    from django.utils import timezone

    from programmes.models import Subscription, Topic
    from programmes.notices import addresses
    from programmes.notices.looking import begin

    # The words of the last ones differ and match the same rows: each is a query of its own.
    queries = ["jaar=2024", *(f"jaar=2024&q={'%20' * n}" for n in range(1, LISTS))]
    topics = [Topic.objects.create(noun="activity", query=q, frequency="direct") for q in queries]
    for topic in topics:
        begin(topic)
    rows = (
        Subscription(
            topic=topics[0 if n % 2 else n // 2 % len(topics)],
            address=addresses.encrypted(f"{n}@example.nl"),
            address_hash=addresses.digest(f"{n}@example.nl"),
            token=f"token-{n}",
            confirmed_at=timezone.now(),
        )
        for n in range(size)
    )
    Subscription.objects.bulk_create(rows, batch_size=1_000)


def change_first():
    """Change a public activity of the lists, with its note."""
    import pghistory
    from django.http import QueryDict

    from programmes.lists.nouns import BY_MODEL
    from programmes.models import Activity

    noun = BY_MODEL[Activity]
    chosen = noun.filterset(QueryDict("jaar=2024"), noun.published()).qs
    activity = Activity.objects.get(pk=chosen.values_list("pk", flat=True)[0])
    with pghistory.context(note="De samenvatting was onvolledig."):
        activity.summary += " Aangevuld."
        activity.save()


def looking():
    """Look at all topics; return the seconds it took."""
    from threading import Event

    from tqdm import tqdm

    from programmes.notices.looking import look_at_all

    begin = time.perf_counter()
    with tqdm(disable=True) as bar:
        look_at_all(bar, Event())
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]))))
