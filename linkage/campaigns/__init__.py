"""专项工作: staged work with steps and dates for all organisations below (S0-1, S0-2, S1, S4)."""
