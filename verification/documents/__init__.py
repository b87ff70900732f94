"""Documents: what they are, the text and the risks in them, read apart in a bounded process."""
