"""Reading what is published: downloads are tested with the workflow, rows and copies here."""
