"""The checks, by subject: each a pure function from a subject to the findings about it."""
