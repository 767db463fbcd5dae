"""Reactions upward: plain calls inside the caller's transaction; a subscriber that fails fails the action."""
from collections import defaultdict
from collections.abc import Callable
from typing import Any

Subscriber = Callable[..., None]
_subscribers: dict[str, list[Subscriber]] = defaultdict(list)


def on(event: str, subscriber: Subscriber) -> None:
    """Call `subscriber` whenever `event` is told; wired once, in web/wiring.py."""
    if subscriber not in _subscribers[event]:
        _subscribers[event].append(subscriber)


def tell(event: str, *args: Any, **facts: Any) -> None:
    """Call every subscriber of `event`, in the order they were wired."""
    for subscriber in _subscribers[event]:
        subscriber(*args, **facts)


def wired() -> dict[str, list[str]]:
    """Every event with its subscribers, for the documents and the tests."""
    return {event: [f"{s.__module__}.{s.__qualname__}" for s in found] for event, found in _subscribers.items()}
