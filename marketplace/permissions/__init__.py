"""Who may do what: pure named rules over small facts, each of which can say why not."""
