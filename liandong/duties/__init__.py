"""Duties (义务): who owes whom what, by when, whatever imposed it."""
