"""What people set up for themselves: theirs alone, and no part of the books."""
