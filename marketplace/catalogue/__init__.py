"""What is offered to all: datasets, their versions and files, and how they are found."""
