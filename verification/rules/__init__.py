"""The rules of value diagnosis by which public bodies judge data, under their Korean names."""
