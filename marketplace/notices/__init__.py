"""Notices: what a person is told, once for each cause, in an inbox of their own."""
