"""The verbs of supervision: orders, and what follows when they do not help."""
