"""What can be done to appeals."""
