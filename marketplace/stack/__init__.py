"""The embedded parts: how each starts, is asked whether it is ready, and stops."""
