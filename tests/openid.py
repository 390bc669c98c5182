"""An OpenID Connect provider on this machine, where anybody signs in without a password."""

import subprocess
import sys
import time
from contextlib import contextmanager

import httpx

from tests.mail import free_port

GROUPS = {"wp-redactie": "redacteur", "wp-publicatie": "publicist"}


@contextmanager
def running():
    """Run a provider; yield its issuer URL."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://localhost:{port}"
    while not answers(issuer):
        assert process.poll() is None
        time.sleep(0.1)
    yield issuer
    process.terminate()
    process.wait()


def answers(issuer):
    try:
        return httpx.get(f"{issuer}/.well-known/openid-configuration").is_success
    except httpx.TransportError:
        return False


def app_of(issuer):
    """Return the setting SOCIALACCOUNT_PROVIDERS for a provider."""
    app = {
        "provider_id": "sso",
        "name": "JenV",
        "client_id": "inspectie",
        "secret": "geheim",
        "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
