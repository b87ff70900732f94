"""The catalogue: publishing, reading, searching."""
