"""The loops that look at every byte, compiled: cells into facts, and facts into counts.

They take and fill plain arrays, hold no lock while they run, and know nothing of what is found.
"""
