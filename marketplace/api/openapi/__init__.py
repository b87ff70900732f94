"""The description of the HTTP face: one JSON file a room, put together in `document`."""
