"""What can be done to whistles and to the responses of departments."""
