"""What a list that is brought in is checked against."""
from django.db import connection

from liandong.kernel.actor import Actor

from ..models import Agency, Department, Officer
from ..rules import Role
from ..rules.bringing import World


def world(actor: Actor) -> World:
    """What is there, and which agencies the actor's administrator may found under or fill."""
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    codes = {key: agency.code for key, agency in agencies.items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT agencies_below()")
        [below] = cursor.fetchone()
    kept = set(Officer.objects.filter(is_active=True, roles__contains=[Role.ADMINISTRATOR]).values_list("agency_id", flat=True))
    under = {actor.agency, *below}
    mine = {key for key in under if key == actor.agency or key not in kept}
    return World(
        agencies={agency.code: agency.name for agency in agencies.values()},
        departments=set(Department.objects.values_list("agency__code", "name")),
        officers=set(Officer.objects.values_list("police_number", flat=True)),
        under={codes[key] for key in under}, mine={codes[key] for key in mine},
        clearance=actor.clearance)
