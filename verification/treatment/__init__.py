"""Treatments: logged changes of a table's content. De-identify hides persons; refine tidies."""
