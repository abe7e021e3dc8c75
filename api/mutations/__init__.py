"""One mutation for each action. Each only reads its input, calls the action, and answers with the changed record."""
