"""What the screens show, as HTML: all text escaped, nothing here knows Gradio."""
