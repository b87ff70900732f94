"""Bytes, digests, the database base, the outbox and the queue; no business word."""
