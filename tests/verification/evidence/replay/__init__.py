"""Recipes run again: the gate, the process they run in, and what their rows are held against."""
