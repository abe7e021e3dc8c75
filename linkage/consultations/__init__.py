"""五项权力: streets are consulted, propose, and appraise the outposts at work in them (S2 §二(二), S0-4)."""
