"""The edge's own pages: workbench, session, me, demonstration."""
