"""A reader that evaluates each line of a file as Python, to test the limits of the sandbox."""

import ctypes  # noqa: F401
import os  # noqa: F401
import resource  # noqa: F401
import socket  # noqa: F401
import subprocess  # noqa: F401
import time  # noqa: F401


def answers(file):
    for line in file.read().decode().splitlines():
        try:
            eval(line)
        except (OSError, MemoryError) as error:
            yield type(error).__name__
        else:
            yield "done"
