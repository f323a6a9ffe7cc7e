"""The process that a query runs in. It starts anew with each query, so it imports next to nothing."""
