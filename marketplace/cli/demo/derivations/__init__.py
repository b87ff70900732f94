"""What is handed in by hand: derivations in three generations, and two originals."""
