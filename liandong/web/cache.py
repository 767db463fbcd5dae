"""The cache that processes share, as JSON: Django's keeps pickles, and who can write those runs code where they are read."""
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

GET = "SELECT value FROM web_cache WHERE cache_key = %s AND expires > %s"
SET = """INSERT INTO web_cache (cache_key, value, expires) VALUES (%s, %s, %s)
         ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires"""
ADD = f"{SET} WHERE web_cache.expires <= %s"
SWEEP = """DELETE FROM web_cache WHERE cache_key IN (
             SELECT cache_key FROM web_cache WHERE expires <= %s LIMIT 100 FOR UPDATE SKIP LOCKED)"""
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class JsonCache(BaseCache):
    """Rate limits and used codes, in the table web_cache."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value kept under the key, while it has not expired."""
        with connection.cursor() as cursor:
            cursor.execute(GET, [self.make_and_validate_key(key, version), timezone.now()])
            row = cursor.fetchone()
        return json.loads(row[0]) if row else default

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep the value, instead of what was kept; what has expired goes."""
        now = timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(SWEEP, [now])
            cursor.execute(SET, [self.make_and_validate_key(key, version), json.dumps(value), self._until(timeout, now)])

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep the value where nothing is kept; whether it was."""
        now = timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(ADD, [self.make_and_validate_key(key, version), json.dumps(value), self._until(timeout, now), now])
            return bool(cursor.rowcount)

    def forget(self, key: str, version: int | None = None) -> bool:
        """Forget the key; whether anything was kept."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM web_cache WHERE cache_key = %s", [self.make_and_validate_key(key, version)])
            return bool(cursor.rowcount)

    delete = forget  # as Django calls it

    def clear(self) -> None:
        """Forget everything."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM web_cache")

    def _until(self, timeout: float | None, now: datetime) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return NEVER if seconds is None else now + timedelta(seconds=seconds)
