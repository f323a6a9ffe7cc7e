"""Pages of our own making in layouts that the samples don't have; beside each what its blocks and metadata are."""
