"""Values that every template is rendered with: one module a room, `PAGES` in each."""
