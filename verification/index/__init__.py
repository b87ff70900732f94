"""The sketches of all published tables, in the database: kept, and searched through."""
