"""kg: Chinese local reports into a knowledge graph in which every fact quotes its sentence."""

__version__ = "0.1.0"
