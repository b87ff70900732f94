"""Makers of rows and values for tests, one module a room."""
