"""问题清单 and 整改清单: what was found wrong, what is done about it, and who says that it is over (S2 §三(四), S4)."""
