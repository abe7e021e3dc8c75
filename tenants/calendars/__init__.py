"""Working days and working hours of a district."""
