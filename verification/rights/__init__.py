"""Licences and access classes: what a derived dataset may be offered under."""
