"""The edge: settings, addresses, commands, middleware, workbench, wiring, base templates."""
