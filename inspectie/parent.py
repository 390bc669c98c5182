"""End a process with its parent, also when that was killed and could not end it."""

import os
import signal
import threading
import time

VARIABLE = "INSPECTIE_PARENT"


def environment():
    """Return the environment for a process that has to end with this one."""
    return os.environ | {VARIABLE: str(os.getpid())}


def watch():
    """Send SIGTERM to this process once its parent is gone, if it was started to end with it."""
    if parent := os.environ.pop(VARIABLE, ""):
        threading.Thread(target=end_after, args=(int(parent),), daemon=True).start()


def end_after(parent):
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
