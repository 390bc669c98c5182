"""Storing that takes longer than a request should, in a thread of its own.

All or nothing takes one transaction. When this process ends before the thread does, the database
undoes it.
"""

import logging
from threading import Event, Thread

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from programmes.intake.sheets import storing
from programmes.models import SheetImport

# How long a request waits for the end, in seconds; and for the beginning, on a busy machine.
SHORT, BEGINNING = 2, 20
logger = logging.getLogger(__name__)


def store(sheet, user, may_change, note=""):
    """Begin to store a spreadsheet that was checked, and wait a moment for the end.

    How far it is, `progress.of` tells; why it failed stands on the sheet.

    Returns:
        The thread.
    """
    begun = Event()
    arguments = (sheet, user, may_change, note, begun)
    thread = Thread(target=work, args=arguments, daemon=True)
    thread.start()
    begun.wait(BEGINNING)
    thread.join(SHORT)
    return thread


def work(sheet, user, may_change, note, begun):
    try:
        with pghistory.context(user=user.pk):
            storing.store(sheet, may_change, note, begun.set)
    except ValidationError:
        pass  # It stands on the sheet.
    except Exception:
        logger.exception("Spreadsheet %s was not stored", sheet.pk)
        told = _("Storing broke off by a fault that is not in the spreadsheet.")
        SheetImport.objects.filter(pk=sheet.pk, stored_at=None).update(refusal=told)
    finally:
        begun.set()
        connection.close()
