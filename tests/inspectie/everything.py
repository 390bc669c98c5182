"""Print every public answer as JSON: python -m tests.inspectie.everything, on DATABASE_URL."""

import json

import django

django.setup()

from django.template.loader import render_to_string  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests.addresses import WITHOUT_RECORDS, body  # noqa: E402
from tests.surfaces import everything  # noqa: E402

setup_test_environment()
client = Client()
names = [*WITHOUT_RECORDS, "account_login"]
answers = {name: body(client.get(reverse(name))) for name in names}
answers |= {name: render_to_string(f"{name}.html") for name in ("500", "503")}
print(json.dumps(answers | everything(client)))
