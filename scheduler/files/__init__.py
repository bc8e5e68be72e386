"""The file room: reads and writes what is given and what is decided; it decides nothing itself."""
