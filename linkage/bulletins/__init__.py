"""通知通报: what a place lets those below it know, and who has read it (S2 §三(四), S4)."""
