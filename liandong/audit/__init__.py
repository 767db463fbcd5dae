"""The append-only ledger (留痕审计), its sealing and its offline check."""
