"""The whole house in its own processes, by HTTP alone: what people do from end to end."""
