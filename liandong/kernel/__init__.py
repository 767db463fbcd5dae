"""The ground under every module: actor, terms, lifecycles, errors, pages, events, numbers, moments; no domain word."""
