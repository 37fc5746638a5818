"""A small HTTP server on the loopback that speaks the OpenAI chat protocol, streamed, and plays a script."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Script:
    """What the model does at every request."""

    text: str = ""
    status: int = 200
    cut_after: int | None = None
    """Characters after which the connection is closed without a word."""
    pause: float = 0.0
    """Seconds between two pieces."""
    raw: str | None = None
    """Sent in place of well-formed events."""
    requests: list[dict] = field(default_factory=list)
    """What was asked."""
    url: str = ""


@contextmanager
def playing(script: Script) -> Iterator[Script]:
    """The server while the block runs; `script.url` is its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.requests.append({"path": self.path, "key": self.headers.get("Authorization"), **asked})
            with suppress(BrokenPipeError, ConnectionResetError):  # some scripts make the client stop listening
                self._play(asked)

        def _play(self, asked):
            self.send_response(script.status)
            if script.status != 200:
                self._send(json.dumps({"error": {"message": "scripted", "type": "scripted"}}), "application/json")
                return
            if script.raw is not None:
                self._send(script.raw, "text/event-stream")
                return
            assert asked["stream"] is True
            self.send_header("Content-Type", "text/event-stream")
            if script.cut_after is not None:
                self.send_header("Content-Length", "1000000")  # so that the client knows that it was cut
            self.end_headers()
            sent = 0
            for start in range(0, len(script.text), 9):
                if script.cut_after is not None and sent >= script.cut_after:
                    return
                piece = script.text[start : start + 9]
                self._event({"content": piece})
                sent += len(piece)
                time.sleep(script.pause)
            self._event({}, finish="stop")
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, delta, finish=None):
            choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
            data = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
            self.wfile.flush()

        def _send(self, body, kind):
            data = body.encode()
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
