"""Everything between an empty folder and a site that answers, for `make run`."""

import multiprocessing
import os
import secrets
import signal
import socket
import threading
import time
from functools import partial
from http.client import HTTPConnection

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

HOST = "127.0.0.1"
# What a browser is to call it: passkeys are kept under a name, and a number is none.
NAME = "localhost"
ADMINISTRATOR = "beheerder"
# Fewer than the connections of one process's pool (20), so that no request waits for one.
THREADS = 16


def run(port, say):
    """Prepare the database and serve the site on `port` until told to stop.

    `say` is called with each sentence for the person at the terminal.

    Raises:
        CommandError: when the port cannot be used.
    """
    claim(port)
    prepare_database(say)
    say(_("Starting the server…"))
    threading.Thread(target=announce, args=(port, say), daemon=True).start()
    serve(port)
    say(_("Stopped. The data stay for the next start."))


def claim(port):
    """Check that nobody listens on `port`: the server itself would share it without a word.

    Raises:
        CommandError: with what to do instead.
    """
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                _("Port %(port)s is in use or not allowed. Choose another: make run PORT=8001.")
                % {"port": port}
            ) from error


def prepare_database(say):
    """Migrate, load the history into an empty register, and make sure somebody can sign in.

    Raises:
        CommandError: when another version of this software made the database.
    """
    say(_("Updating the database…"))
    refuse_unknown_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_history", if_empty=True)
    make_administrator(say)
    # The server's processes open their own connections.
    connections.close_all()
    connections["default"].close_pool()


def refuse_unknown_migrations():
    """Check that the database holds no migration of ours that this version does not have.

    Raises:
        CommandError: with what to do instead.
    """
    loader = MigrationLoader(connections["default"])
    unknown = sorted(
        f"{app}.{name}"
        for app, name in set(loader.applied_migrations) - set(loader.disk_migrations)
        if app in ("accounts", "programmes")
    )
    if unknown:
        raise CommandError(
            _(
                "Another version of this software made the database: it has migrations that this "
                "version does not know (%(names)s). Use that version, or begin with an empty "
                "database: remove var/postgres, or let DATABASE_URL point to a new one."
            )
            % {"names": ", ".join(unknown)}
        )


def make_administrator(say):
    """Make the first administrator, and say the password: it is stored as a hash only."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    password = secrets.token_urlsafe(12)
    users.create_superuser(ADMINISTRATOR, password=password)
    say(_("The first administrator was made. The password is shown only now:"))
    say(_("User name: %(name)s") % {"name": ADMINISTRATOR})
    say(_("Password: %(password)s") % {"password": password})


def announce(port, say):
    """Say the addresses as soon as the site answers."""
    while not answers(port):
        time.sleep(0.1)
    site = f"http://{NAME}:{port}"
    say(_("The site is up: %(address)s") % {"address": f"{site}/"})
    say(_("Administration: %(address)s") % {"address": f"{site}{reverse('admin:index')}"})
    say(_("Stop with Ctrl-C."))


def answers(port):
    """Return whether the site on `port` answers that it is alive."""
    request = HTTPConnection(HOST, port, timeout=5)
    try:
        request.request("GET", "/livez")
        return request.getresponse().status == 200
    except OSError:
        return False
    finally:
        request.close()


def serve(port):
    """Serve until SIGINT, SIGTERM or the end of the terminal."""
    # A fork would copy database connections and locks; a fresh process has its own.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "inspectie.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(2, multiprocessing.cpu_count()),
        blocking_threads=THREADS,
        workers_kill_timeout=5,
        log_level=LogLevels.error,
    )
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # Granian would take a closed terminal for a request to reload.
        server.on_startup(partial(signal.signal, signal.SIGHUP, server.signal_handler_interrupt))
    try:
        server.serve(target_loader=partial(application, parent=os.getpid()), wrap_loader=False)
    except SystemExit:
        # A process that the signal reached while it started counts as a failure for Granian.
        if not server.interrupt_signal:
            raise


def application(parent):
    """Return the WSGI application, in a process of the server that ends when `parent` does."""
    # Ctrl-C reaches the whole process group; stopping its processes in order is up to the parent.
    os.setpgrp()
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    from inspectie.wsgi import application

    return application


def end_with(parent):
    """End this process once `parent` is gone: killed, it cannot say goodbye itself."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
