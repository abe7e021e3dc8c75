"""What can be done to bodies, meetings, topics, votes, minutes and decisions."""
