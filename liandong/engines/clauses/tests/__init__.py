"""Tests of the clauses engine."""
