"""What all tests share. The small environment with matplotlib 3.10 reads this file too, and has no pandas."""

import os

os.environ["MPLBACKEND"] = "Agg"  # draws into memory: tests open no window
