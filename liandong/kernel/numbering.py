"""Numbers without gaps: the last statement of the action that issues one."""
from django.db import connection

from .actor import Actor

NEXT = """INSERT INTO kernel_counter (scope, last) VALUES (%s, 1)
          ON CONFLICT (scope) DO UPDATE SET last = kernel_counter.last + 1 RETURNING last"""

NEXT_MANY = """INSERT INTO kernel_counter (scope, last) VALUES (%s, %s)
               ON CONFLICT (scope) DO UPDATE SET last = kernel_counter.last + %s RETURNING last"""


def next_number(actor: Actor, series: str) -> int:
    """The next number of the actor's agency in that series, such as `agreements.2026`; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [f"{actor.agency}/{series}"])
        [number] = cursor.fetchone()
    return int(number)


def next_numbers(actor: Actor, series: str, count: int) -> range:
    """The next `count` numbers of that series, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_MANY, [f"{actor.agency}/{series}", count, count])
        [last] = cursor.fetchone()
    return range(int(last) - count + 1, int(last) + 1)
