"""Personal tokens: somebody's own rights for a while, for trying the interface out from a program."""
