"""A graph as files: Turtle, GraphML, CSV, JSON Lines, and the record of the build."""
