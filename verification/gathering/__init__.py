"""One pass over a table: batches are looked at side by side, what they tell merged in order."""
