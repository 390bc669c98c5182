from django.core.management.base import BaseCommand
from django.db import transaction

from programmes.models import Subscription
from programmes.notices.addresses import decrypted, digest, encrypted


class Command(BaseCommand):
    help = "Encrypt the addresses of subscribers anew, with the first of ADDRESS_KEYS."

    @transaction.atomic
    def handle(self, **options):
        count = 0
        for subscription in Subscription.objects.select_for_update().iterator():
            address = decrypted(subscription.address)
            subscription.address, subscription.address_hash = encrypted(address), digest(address)
            subscription.save(update_fields=["address", "address_hash"])
            count += 1
        self.stdout.write(f"{count} adressen versleuteld.")
