"""What can be done to assignments."""
