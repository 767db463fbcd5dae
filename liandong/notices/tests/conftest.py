"""A real SMTP server on this machine that answers as a test tells it to."""
import datetime as dt
import ipaddress
import socket
import ssl
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings


@dataclass
class Post:
    """What came in, and what is answered: to a recipient's address, or to a message."""

    received: list = field(default_factory=list)
    recipients: dict = field(default_factory=dict)
    answers: list = field(default_factory=list)
    encrypted: list = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options):
        """The answer this address is to get."""
        if answer := self.recipients.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """The next answer laid out, else keep the mail."""
        if self.answers:
            return self.answers.pop(0)
        self.received.append((list(envelope.rcpt_tos), envelope.content))
        self.encrypted.append((session.ssl or server.transport.get_extra_info("ssl_object")) is not None)
        return "250 OK"


def serve(monkeypatch, handler, tls="no", **options):
    """Start it on a free port, and point the settings there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port, **options)
    server.start()
    for name, value in {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_USE_TLS": tls == "starttls",
                        "EMAIL_USE_SSL": tls == "tls", "EMAIL_TIMEOUT": 5, "URL": "https://liandong.example"}.items():
        monkeypatch.setattr(settings, name, value)
    return server


@pytest.fixture
def post(monkeypatch):
    """A server without encryption."""
    handler = Post()
    server = serve(monkeypatch, handler)
    yield handler
    server.stop()


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for 127.0.0.1 that this process trusts; returns the server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    today = dt.datetime(2020, 1, 1)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
            .not_valid_before(today).not_valid_after(today + dt.timedelta(days=36500)).add_extension(address, critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256()))
    file = tmp_path / "server.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
