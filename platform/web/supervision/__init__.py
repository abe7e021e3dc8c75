"""Pages of supervision and of extensions: the ladder, orders, talks and changes of office, requests for more time."""
