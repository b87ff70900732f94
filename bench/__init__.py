"""Measurements: each prints one JSON line a figure. Nothing here is part of the product."""
