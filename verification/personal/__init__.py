"""Numbers that name a person: how they look, how sure we are, and how they are hidden."""
