"""Lineage: which version was made from which, who held a source, and who disputes it."""
