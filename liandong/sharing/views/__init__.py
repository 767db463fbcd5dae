"""Pages of shared records: lists, subjects, entries (forms), acts on a record, and the panel on an agreement."""
