"""The tests run without a network, and so does the program."""

import socket

import pytest


def test_a_test_can_reach_this_machine_and_nothing_else() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
    with socket.socket() as client, pytest.raises(OSError, match="asked the network"):
        client.connect(("192.0.2.1", 80))  # an address that is nobody's (RFC 5737)
    with pytest.raises(OSError, match="asked the network"):
        socket.getaddrinfo("example.com", 80)
