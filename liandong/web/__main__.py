"""`python -m liandong.web` is the command `liandong`."""
from liandong.web.commands import main

raise SystemExit(main())
