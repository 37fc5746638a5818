"""Files that leave the assistant: calendars, conversations."""
