"""Agreements (协议): drafted from a text, negotiated, signed, run and ended."""
