"""The rules of the house, held on the tree itself; each rule is also shown a breach of it."""
