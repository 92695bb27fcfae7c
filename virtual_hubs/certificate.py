"""Certificates of a hub's own making, as hubs in a house have them."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from . import LOOPBACK


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate made for this run: its server context and the SHA-256 of it, in hex digits."""

    context: ssl.SSLContext
    fingerprint: str
    pem: bytes
    with_key: bytes


def make_certificate(names: tuple[str, ...] = ("localhost",)) -> Certificate:
    """A self-signed certificate for loopback and ``names``, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([*map(x509.DNSName, names), x509.IPAddress(ipaddress.ip_address(LOOPBACK))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return read_certificate(pem + secret)


def read_certificate(with_key: bytes) -> Certificate:
    """The certificate that stands before its key in this PEM text."""
    certificate = x509.load_pem_x509_certificate(with_key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "server.pem")
        path.write_bytes(with_key)
        context.load_cert_chain(path)
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    return Certificate(context, certificate.fingerprint(hashes.SHA256()).hex(), pem, with_key)
