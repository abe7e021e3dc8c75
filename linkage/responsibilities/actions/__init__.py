"""What can be done to a list of responsibilities."""
