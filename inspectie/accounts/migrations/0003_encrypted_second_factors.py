from django.db import migrations

from inspectie.accounts.encryption import decrypt_all, encrypt_all


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_of_accounts"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encrypt_all, decrypt_all)]
