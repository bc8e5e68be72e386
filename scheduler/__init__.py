"""The core: what is given, what is decided, how it is judged and how it is searched; it names no rule."""
