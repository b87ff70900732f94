"""What may be told of a person by a column alone."""

TOLD_BY_COLUMN = frozenset(
    {
        "bank-account",
        "birth-date",
        "business-number",
        "driving-licence",
        "health-insurance-number",
        "home-address",
        "landline-number",
        "mobile-number",
        "passport-number",
        "payment-card",
        "person-name",
        "personal-number-suspected",
        "resident-number",
        "resident-number-partial",
        "resident-number-suspected",
    }
)
"""Codes of what may be told by its column alone: no cell of such a column is shown but with every
letter and digit hidden (`mask_whole`), for by itself the cell may look like nothing."""
