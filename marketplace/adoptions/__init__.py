"""Adoptions (채택): the city takes what somebody made of its data as its own."""
