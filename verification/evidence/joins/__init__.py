"""Joined tables, held to each of the tables they were joined of."""
