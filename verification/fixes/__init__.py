"""Fixes: which cells of a published table are to be others, and the file with just those changed."""
