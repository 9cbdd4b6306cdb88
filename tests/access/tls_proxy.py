"""A reverse proxy as a commune puts before the server: HTTPS outside, plain HTTP inside.

It says in `X-Forwarded-Proto` and `X-Forwarded-For` what came to it, whatever the client claims,
and passes everything else on as it is, websockets too.
"""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

# Who seems to come: nobody on the server's own machine.
CLIENT = "10.0.0.7"
_HOST = "127.0.0.1"
_REPLACED = (b"x-forwarded-", b"connection:")


@contextmanager
def https_in_front(server_port: int, folder: Path) -> Iterator[str]:
    """The https address under which a server on this machine is reached meanwhile."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder))
    starting = asyncio.run_coroutine_threadsafe(_listen(server_port, context), loop)
    proxy = starting.result(timeout=10)
    try:
        yield f"https://{_HOST}:{proxy.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_end(proxy), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


async def _listen(server_port: int, context: ssl.SSLContext) -> asyncio.Server:
    # The loop itself keeps only weak references: what nobody else holds may vanish while it waits.
    running: set[asyncio.Task[None] | None] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        running.add(task := asyncio.current_task())
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await _pass_on(reader, writer, server_port)
        await _close(writer)
        running.discard(task)

    return await asyncio.start_server(serve, _HOST, 0, ssl=context, ssl_shutdown_timeout=1)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def _end(proxy: asyncio.Server) -> None:
    """Stop, with the websockets that are still open and whatever they begin while they end."""
    proxy.close()
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, server_port: int
) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    from_server, to_server = await asyncio.open_connection(_HOST, server_port)
    try:
        to_server.write(_forwarded(head))
        sending = asyncio.create_task(_pour(reader, to_server))
        await _pour(from_server, writer)
        sending.cancel()
    finally:
        await _close(to_server)


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while piece := await source.read(65536):
        target.write(piece)
        await target.drain()


def _forwarded(head: bytes) -> bytes:
    """The head of a request as the server gets it; one request a connection, but for websockets."""
    first, *lines = head.rstrip().split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(_REPLACED)]
    is_socket = any(line.lower().startswith(b"upgrade:") for line in lines)
    added = [
        b"X-Forwarded-Proto: https",
        b"X-Forwarded-For: " + CLIENT.encode(),
        b"Connection: " + (b"Upgrade" if is_socket else b"close"),
    ]
    return b"\r\n".join([first, *kept, *added, b"", b""])


def _certificate(folder: Path) -> Path:
    """A certificate that the proxy has signed itself, with its key, made for this run."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, _HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(_HOST))]), False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = folder / "proxy-certificate"
    path.write_bytes(key.private_bytes(pem, pkcs8, plain) + certificate.public_bytes(pem))
    return path
