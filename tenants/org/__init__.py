"""Places and posts of one district."""
