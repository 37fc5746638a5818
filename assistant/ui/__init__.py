"""The web app: a thin face over the assistant. The only door to gradio."""
