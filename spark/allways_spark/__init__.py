"""What `search.py` consists of, on the driver and on the executors."""
