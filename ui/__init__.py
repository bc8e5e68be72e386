"""What people see: the command line and the screen. Decides nothing."""
