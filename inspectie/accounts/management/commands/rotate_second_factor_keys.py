from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from inspectie.accounts.encryption import decrypt, encrypt, rewrite


class Command(BaseCommand):
    help = "Encrypt the second factors anew, with the first of SECOND_FACTOR_KEYS."

    @transaction.atomic
    def handle(self, **options):
        count = rewrite(Authenticator.objects, lambda secret: encrypt(decrypt(secret)))
        self.stdout.write(f"{count} geheimen versleuteld.")
