"""The demonstration: people, a shelf of made-up originals, and what was made of them."""
