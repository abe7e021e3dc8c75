"""领导小组、联席会议: bodies, members, meetings, topics, votes, minutes, decisions (S2 §三(一), S0-4 … S0-6)."""
