"""What can be done about clusters."""
