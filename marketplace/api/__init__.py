"""The HTTP face for programs: JSON under /api/v1, on the same use cases as the pages."""
