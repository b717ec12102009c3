"""The teacher's pages: what is written by hand, and what is read from lessons, labs and ledger."""
