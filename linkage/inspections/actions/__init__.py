"""What can be done about inspections."""
