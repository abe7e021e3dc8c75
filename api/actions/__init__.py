"""The verbs of this package. Each is the only way to do what its name says."""
