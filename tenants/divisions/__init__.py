"""Division data: the real places of every district, how a tree is planted from them, and how it is corrected."""
