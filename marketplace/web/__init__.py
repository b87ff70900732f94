"""The pages: one module a room, each route parses, authorises, calls, renders."""
