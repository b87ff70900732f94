"""The originals of the demonstration, a file for each group of categories."""
