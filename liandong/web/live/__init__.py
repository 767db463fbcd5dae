"""Live pages: one listening connection a process, and a stream of topics to each open page."""
