import json
import socket


class Pipe:
    def call(self, method: str, **params) -> dict:
        with socket.create_connection(("127.0.0.1", 9417), timeout=10) as sock:
            sock.sendall(json.dumps({"method": method, "params": params}).encode() + b"\n")
            return json.loads(sock.makefile().readline())
