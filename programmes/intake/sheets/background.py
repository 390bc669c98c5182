"""Stores or takes back a long spreadsheet in a thread, so that the request need not wait.

It is one transaction: when the process ends before the thread does, it is rolled back.
"""

import logging
from functools import partial
from threading import Event, Thread

from django.core.exceptions import ValidationError
from django.db import connection
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
    return start(sheet, user, partial(storing.store, sheet, may_change, note))


def undo(sheet, user, may_change, note=""):
    """Start to take back a stored spreadsheet, and wait a moment for the end; see `store`."""
    return start(sheet, user, partial(undoing.undo, sheet, user, may_change, note))


def start(sheet, user, task):
    """Start a thread for `task`, which is called with a function to call when it has begun."""
    begun = Event()
    thread = Thread(target=work, args=(sheet, user, task, begun), daemon=True)
    thread.start()
    begun.wait(BEGINNING)
    thread.join(SHORT)
    return thread


def work(sheet, user, task, begun):
    try:
        with history_context(user=user.pk):
            task(begun.set)
    except ValidationError:
        pass  # `storing.store` saved it as the refusal.
    except Exception:
        logger.exception("Spreadsheet %s was not stored", sheet.pk)
        told = _("Storing broke off by a fault that is not in the spreadsheet.")
        SheetImport.objects.filter(pk=sheet.pk, stored_at=None).update(refusal=told)
    finally:
        begun.set()
        connection.close()
