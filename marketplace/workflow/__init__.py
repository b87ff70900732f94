"""The use cases: what a person or a program can have done, over all the rooms at once.

Every door (web, API, command line, job) calls these and nothing below. They take the session and
the actor, ask for permission, and never commit.
"""
