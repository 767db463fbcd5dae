"""Pure computation on plain data (算法): no Django, no database, usable as a library."""
