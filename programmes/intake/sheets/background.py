"""Stores or takes back a long spreadsheet in a thread, so that the request need not wait.

It is one transaction: when the process ends before the thread does, it is rolled back. The import
then keeps the refusal that was saved before it began.
"""

import logging
from functools import partial
from threading import Event, Thread

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from programmes.intake.sheets import storing, undoing
from programmes.models import SheetImport
from programmes.workflow.context import history_context

# Seconds that a request waits for the thread to end, and for it to start on a busy machine.
SHORT, BEGINNING = 2, 20
logger = logging.getLogger(__name__)


def store(sheet, user, may_change, note=""):
    """Start to store a checked spreadsheet, and wait a moment for the end.

    `progress.of` returns its progress; `SheetImport.refusal` says why it failed.

    Returns:
        The thread.
    """
    told = _("Storing broke off by a fault that is not in the spreadsheet.")
    return start(sheet, user, partial(storing.store, sheet, may_change, note), "stored_at", told)


def undo(sheet, user, may_change, note=""):
    """Start to take back a stored spreadsheet, and wait a moment for the end; see `store`."""
    told = _("Taking back broke off by a fault that is not in the spreadsheet.")
    task = partial(undoing.undo, sheet, user, may_change, note)
    return start(sheet, user, task, "undone_at", told)


def start(sheet, user, task, done_at, told):
    """Start a thread for a task, and wait a moment for the end.

    Args:
        task: is called with a function to call when it has begun.
        done_at: the field with the moment at which the task was done.
        told: the refusal when the task breaks off, or its process is killed.

    Returns:
        The thread.
    """
    begun = Event()
    thread = Thread(target=work, args=(sheet, user, task, done_at, told, begun), daemon=True)
    thread.start()
    begun.wait(BEGINNING)
    thread.join(SHORT)
    return thread


@transaction.atomic
def refuse(sheet, done_at, told):
    """Save a refusal, unless another thread has the import locked."""
    free = SheetImport.objects.select_for_update(skip_locked=True)
    if free.filter(pk=sheet.pk, **{done_at: None}).exists():
        free.filter(pk=sheet.pk).update(refusal=told)


def work(sheet, user, task, done_at, told, begun):
    try:
        refuse(sheet, done_at, told)
        with history_context(user=user.pk):
            task(begun.set)
    except ValidationError as error:
        refuse(sheet, done_at, error.messages[0])
    except Exception:
        logger.exception("Work on spreadsheet %s broke off", sheet.pk)
    finally:
        begun.set()
        connection.close()
