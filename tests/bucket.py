"""A server of S3 with a bucket, on this machine."""

from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

from inspectie.stores import bucket
from tests.programs import free_port

KEY, SECRET = "sleutel", "geheim/+"


@contextmanager
def running(name="register"):
    """Run a server during the `with` block; yield the address of its bucket, as in MEDIA_S3."""
    port = free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    try:
        address = f"http://{KEY}:geheim%2F%2B@127.0.0.1:{port}/{name}"
        given = bucket(address)["OPTIONS"]
        boto3.client(
            "s3",
            endpoint_url=given["endpoint_url"],
            aws_access_key_id=given["access_key"],
            aws_secret_access_key=given["secret_key"],
            region_name=given["region_name"],
        ).create_bucket(Bucket=name)
        yield address
    finally:
        server.stop()
