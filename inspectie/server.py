"""`make run`: migrate, load the history, create an administrator, and serve with Granian.

The full exports of /open-data/ are made beside it, and notices sent, each in a process of its own.
"""

import multiprocessing
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from inspectie import embedded, parent
from inspectie.known_migrations import unknown_migrations

HOST = "127.0.0.1"
# The host name in printed URLs: WebAuthn ties a passkey to a domain name, never to an IP address.
NAME = "localhost"
ADMINISTRATOR = "beheerder"
# Fewer than the connections in one process's pool (20), so that no request waits for one.
THREADS = 16
# In seconds: the first page is not to wait for the snapshot.
FIRST_PAGE, MINUTE, HOUR = 2, 60, 3600


def run(port, say):
    """Prepare the database and serve the site on `port` until SIGINT or SIGTERM.

    Args:
        port: a TCP port on 127.0.0.1.
        say: a function that prints one line of text.

    Raises:
        CommandError: when the port cannot be used, or the database is of another version.
    """
    check_port(port)
    prepare_database(say)
    say(_("Starting the server…"))
    stopped = threading.Event()
    beside = threading.Thread(target=run_beside, args=(port, say, stopped), daemon=True)
    beside.start()
    reviver = threading.Thread(target=embedded.keep_running, args=(stopped,), daemon=True)
    reviver.start()
    serve(port)
    stopped.set()
    for thread in (beside, reviver):
        thread.join(timeout=10)
    say(_("Stopped. The data stay for the next start."))


def check_port(port):
    """Check that `port` is free: Granian sets SO_REUSEPORT, which would share it silently.

    Raises:
        CommandError: when it is in use or not allowed.
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
    """Migrate, load the history into an empty register, and create the first administrator.

    Raises:
        CommandError: when the database has migrations that this version lacks.
    """
    say(_("Updating the database…"))
    refuse_unknown_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_history", if_empty=True)
    make_administrator(say)
    # The server processes open connections of their own.
    connections.close_all()
    connections["default"].close_pool()


def refuse_unknown_migrations():
    """Check that every applied migration of this project exists in this version.

    Raises:
        CommandError: when one does not.
    """
    applied = {*MigrationRecorder(connections["default"]).applied_migrations()}
    unknown = [
        f"{app}.{name}"
        for app, name in unknown_migrations(applied)
        if app in ("accounts", "programmes")
    ]
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
    """Create a superuser if there is none, and print its generated password once."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    password = secrets.token_urlsafe(12)
    users.create_superuser(ADMINISTRATOR, password=password)
    say(_("The first administrator was made. The password is shown only now:"))
    say(_("User name: %(name)s") % {"name": ADMINISTRATOR})
    say(_("Password: %(password)s") % {"password": password})


def run_beside(port, say, stopped):
    """Print the URLs of the site once it responds, and run the commands that belong beside it.

    Args:
        stopped: an Event that is set when the server has stopped.
    """
    while not answers(port):
        if stopped.wait(0.1):
            return
    site = f"http://{NAME}:{port}"
    announce(site, say)
    if stopped.wait(FIRST_PAGE):
        return
    notices = manage("send_notices", f"--every={MINUTE}", f"--site={site}")
    documents = manage("read_documents", f"--every={MINUTE}")
    pause = 0
    while not stopped.wait(pause):
        end_with_server(manage("make_snapshot", "--if-due", f"--site={site}"), stopped)
        pause = HOUR
    end_with_server(notices, stopped)
    end_with_server(documents, stopped)


def manage(*command):
    """Return the running process of a management command, which ends with this one."""
    return subprocess.Popen(  # noqa: S603, a command of our own
        [sys.executable, settings.BASE_DIR / "manage.py", *command],
        stdin=subprocess.DEVNULL,
        env=parent.environment(),
        start_new_session=True,
    )


def end_with_server(process, stopped):
    """Wait for a process, and end it when the server stops."""
    while process.poll() is None:
        if stopped.wait(0.1):
            process.terminate()
            process.wait()


def announce(site, say):
    """Print the URLs of the site."""
    say(_("The site is up: %(address)s") % {"address": f"{site}/"})
    say(_("Administration: %(address)s") % {"address": f"{site}{reverse('admin:index')}"})
    if not settings.EMAIL_URL:
        say(_("E-mail is written to %(folder)s.") % {"folder": settings.MAIL_FOLDER})
    say(_("Stop with Ctrl-C."))


def answers(port):
    """Return whether /livez on `port` responds with status 200."""
    with closing(HTTPConnection(HOST, port, timeout=5)) as request, suppress(OSError):
        request.request("GET", "/livez")
        return request.getresponse().status == 200
    return False


def serve(port):
    """Run Granian until SIGINT, SIGTERM or SIGHUP."""
    # A worker begins with what this process imported, the views too: it is there in no time after
    # a kill. There are no database connections now that it would inherit.
    multiprocessing.set_start_method("fork", force=True)
    reverse("livez")
    server = Granian(
        "inspectie.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(2, multiprocessing.cpu_count()),
        blocking_threads=THREADS,
        workers_kill_timeout=5,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # Granian reloads on SIGHUP, but a closed terminal has to stop the server.
        server.on_startup(partial(signal.signal, signal.SIGHUP, server.signal_handler_interrupt))
    try:
        server.serve(target_loader=partial(application, launcher=os.getpid()), wrap_loader=False)
    except SystemExit:
        # Granian treats a worker that was interrupted during its start as failed.
        if not server.interrupt_signal:
            raise


def application(launcher):
    """Return the WSGI application in a worker process, which exits when `launcher` does.

    Args:
        launcher: the process id of the main process.
    """
    # Ctrl-C signals the whole process group; the parent has to stop the workers in order.
    os.setpgrp()
    threading.Thread(target=exit_with_parent, args=(launcher,), daemon=True).start()
    from inspectie.wsgi import application

    return application


def exit_with_parent(launcher):
    """Exit this process once `launcher` is gone: a killed one cannot stop its workers."""
    while os.getppid() == launcher:
        time.sleep(0.2)
    os._exit(1)
