import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))  # newsroom.py, which writes articles for the tests of several rooms
sys.path.insert(0, str(Path(__file__).parent))  # serving.py
