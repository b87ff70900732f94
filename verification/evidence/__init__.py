"""What is shown about where a version came from, and how strongly."""
