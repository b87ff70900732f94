"""Reading what is published: who may, what they get, and its rows."""
