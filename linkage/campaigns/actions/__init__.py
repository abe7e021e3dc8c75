"""Planning campaigns, leading them, and doing their steps."""
