"""延期: asked for before a due date is over, decided by the level above; the same for all that has a due date (S4)."""
