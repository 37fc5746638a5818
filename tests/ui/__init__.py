"""The screens, part by part, without and with a browser."""
