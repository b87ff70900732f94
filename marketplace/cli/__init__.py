"""The command line: a door of its own, one transaction a command."""
