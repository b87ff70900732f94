"""What someone offers, until it is decided: manifest, states, intake, review."""
