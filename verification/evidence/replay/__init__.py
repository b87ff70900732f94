"""Recipes, run again apart from everything, and their result held against what was handed in."""
