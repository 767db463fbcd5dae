"""Tables of sign-in, cache and jobs are common."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("kernel", "0003_policies"), ("sessions", "0001_initial"), ("contenttypes", "0002_remove_content_type_name"),
        ("account", "0009_emailaddress_unique_primary_email"), ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [script("web/0001_common")]
