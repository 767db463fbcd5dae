"""Shared records (信息共享): entered by their owner, seen by those an agreement or a release allows."""
