"""责任清单: what party organizations, secretaries and members of the three levels answer for (S2 §三(二), (四))."""
