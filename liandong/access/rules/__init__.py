"""Rules of access: sight (who sees a record, and why) and deeds (what is signed, and how it is checked)."""
