"""Resources, needs and the two-way claim (双向认领, S2 §四(三))."""
