"""Liandong 联动: police-cooperation agreements that run."""
