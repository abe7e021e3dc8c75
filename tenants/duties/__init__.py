"""What a district does by itself every working day: reminders, and what falls due.

``duty`` and ``reminder`` register such work; beat starts it in the district's working hours (``tenants.calendars``).
"""

from tenants.duties.registry import Due, duty, left_in_words, reminder, stage_for, unsaid

__all__ = ["Due", "duty", "left_in_words", "reminder", "stage_for", "unsaid"]
