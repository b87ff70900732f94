"""Fixes: which cells of a published table are to be others, and its file with those changed."""
