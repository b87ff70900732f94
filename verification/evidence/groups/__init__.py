"""Compares a table with its source group by group."""
