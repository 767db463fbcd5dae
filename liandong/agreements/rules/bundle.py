"""A signed agreement as one file that anybody can check offline: deed, text, signatures and public keys."""
import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from liandong.access.rules import deeds
from liandong.kernel.terms import gettext_noop as _

FORMAT = "liandong.agreement.1"


def of(*, terms: str, text: str, signatures: list[dict[str, object]]) -> dict[str, object]:
    """The file's content: the deed's very bytes as text, so that its digest can be taken again."""
    return {"format": FORMAT, "deed": terms, "text": text, "signatures": signatures}


def signature(*, agency: UUID, name: str, officer: UUID, at: datetime, algorithm: str, public: bytes,
              value: bytes) -> dict[str, object]:
    """One signature with the public key it is checked with."""
    return {"agency": str(agency), "name": name, "officer": str(officer), "at": at.isoformat(timespec="microseconds"),
            "algorithm": algorithm, "public_key": b64encode(public).decode(), "value": b64encode(value).decode()}


def check(data: Mapping[str, Any]) -> list[str]:
    """What is wrong with the file, in English sentences; an empty list means that everything holds."""
    try:
        if data["format"] != FORMAT:
            return [_("This is not an agreement exported by Liandong.")]
        deed = json.loads(data["deed"])
        problems = [] if deed["text_sha256"] == sha256(data["text"].encode()).hexdigest() else [
            _("The text is not the one that was signed.")]
        signed = {one["agency"] for one in data["signatures"]}
        problems += [f"{party['name']}: no signature." for party in deed["parties"] if party["agency"] not in signed]
        return problems + [f"{one['name']}: the signature does not hold." for one in data["signatures"]
                           if not _holds(one, deed, data["deed"])]
    except (KeyError, TypeError, ValueError, Error) as error:
        return [f"The file is damaged: {type(error).__name__} {error}."]


def _holds(one: Mapping[str, Any], deed: Mapping[str, Any], terms: str) -> bool:
    if one["algorithm"] != deeds.ALGORITHM or one["agency"] not in {party["agency"] for party in deed["parties"]}:
        return False
    message = deeds.statement(deed=UUID(deed["agreement"]), terms=terms, agency=UUID(one["agency"]),
                              officer=UUID(one["officer"]), at=datetime.fromisoformat(one["at"]))
    return deeds.holds(b64decode(one["public_key"]), message, b64decode(one["value"]))
