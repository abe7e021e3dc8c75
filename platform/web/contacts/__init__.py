"""Contact points, visits, weak places, and whether the rules of cover are kept."""
