"""诉求: matters raised by residents through the community, kept as category, place and text (domain.md §2)."""
