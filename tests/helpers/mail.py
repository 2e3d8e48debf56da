"""A mail server small enough to read, with a gate: shut, the sender stands in the middle of its work."""

from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread


class MailServer(ThreadingTCPServer):
    """letters: what was taken in full, as bytes. callers: how many have come to the gate."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters, self.callers, self.gate = [], 0, Event()
        self.gate.set()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Conversation(StreamRequestHandler):
    def handle(self):
        try:
            self.talk()
        except ConnectionError:  # the sender was killed
            pass

    def talk(self):
        self.say("220 ready")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"MAIL":
                self.server.callers += 1
                self.server.gate.wait()
            if verb == b"DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.letters.append(b"".join(line.removeprefix(b".") for line in lines))
            self.say("221 bye" if verb == b"QUIT" else "250 fine")
            if verb == b"QUIT":
                return

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server():
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.gate.set()
            server.shutdown()
            thread.join()
