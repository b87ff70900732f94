"""Provenance as PROV-JSON."""
