"""Cases that are made, public benchmarks that are read, and what was measured on both."""
