"""The state of a running site: its figures, metrics for Prometheus, and the log."""
