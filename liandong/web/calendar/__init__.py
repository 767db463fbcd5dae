"""The calendar: which days a page shows, what falls on them, and the same as a feed for other calendars."""
