"""What is published is looked at again: diagnoses, the watch-list, and what to improve."""
