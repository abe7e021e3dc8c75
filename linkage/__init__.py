"""Co-building agreements and, later, conferences, contact points and the four lists."""
