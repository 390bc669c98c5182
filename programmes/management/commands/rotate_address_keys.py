from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Subscription
from programmes.notices.addresses import decrypted, digest, encrypted


class Command(BaseCommand):
    help = "Encrypt the addresses of subscribers anew, with the first of ADDRESS_KEYS."

    @transaction.atomic
    def handle(self, **options):
        count = 0
        for subscription in list(Subscription.objects.select_for_update()):
            address = decrypted(subscription.address)
            subscription.address, subscription.address_hash = encrypted(address), digest(address)
            # Asked for again since the new key came: the confirmed one stays, else the first.
            same = Subscription.objects.filter(
                topic=subscription.topic_id, address_hash=subscription.address_hash
            ).exclude(pk=subscription.pk)
            if not subscription.confirmed_at and same.exists():
                subscription.delete()
                continue
            same.delete()
            subscription.save(update_fields=["address", "address_hash"])
            count += 1
        self.stdout.write(_("Addresses encrypted anew: %(number)s.") % {"number": count})
