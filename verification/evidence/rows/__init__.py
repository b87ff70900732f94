"""Compares a table with its source row by row."""
