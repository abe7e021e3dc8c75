"""议事会议: bodies, members, meetings, topics, votes and decisions on pages."""
