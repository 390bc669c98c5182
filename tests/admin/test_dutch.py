"""Every page of accounts is in Dutch, also with errors in its form.

For the rest of the administration, see test_every_address.py.
"""

import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from inspectie.accounts import urls
from tests.admin.addresses import signed_in
from tests.admin.dutch import english

OWN = [
    route
    for each in urls.urlpatterns
    if not re.search("[<(]|uitloggen", route := str(each.pattern))
]


@pytest.mark.django_db
@pytest.mark.parametrize("has_account", [True, False])
def test_the_pages_of_accounts(client, mailbox, has_account):
    if has_account:
        client = signed_in(User.objects.create_superuser("bea"))
    found = {}
    for route in OWN:
        address = f"/beheer/{route}"
        with transaction.atomic():
            found[route] = english(client.get(address)) + english(client.post(address))
            transaction.set_rollback(True)
    assert found == dict.fromkeys(OWN, [])
