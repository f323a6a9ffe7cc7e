"""Tables of made sentences: what the stages must read out of each, and what they must not. See `check`."""
