"""Tech journalism in, a knowledge graph out, with the sentence behind every fact."""

__version__ = "0.1.0"
