"""The screens: layout and events, one module each."""
