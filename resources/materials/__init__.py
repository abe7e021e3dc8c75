"""资料共享: what organizations and units let each other read (信息共享、文化共享, S2 §四(三))."""
