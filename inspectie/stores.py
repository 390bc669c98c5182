"""The storages of files, from environment variables."""

from urllib.parse import parse_qsl, unquote, urlsplit

from inspectie.environment import env

# The aliases in STORAGES that there are only when a bucket is set.
SNAPSHOTS, BACKUPS = "snapshots", "backups"
BUCKET = "inspectie.bucket.Bucket"


def stores():
    """Return the entries of STORAGES for documents, the files of the whole register and backups."""
    media, backups = (env.str(name, default="") for name in ("MEDIA_S3", "BACKUP_S3"))
    found = {"default": {"BACKEND": "inspectie.media.WholeFiles"}}
    if media:
        found = {"default": bucket(media, "media"), SNAPSHOTS: bucket(media, "open-data")}
    if backups:
        found[BACKUPS] = bucket(backups)
    return found


def bucket(address, location=""):
    """Return the entry of STORAGES for https://key:secret@host/bucket?region=name.

    Args:
        location: the folder in the bucket.
    """
    url = urlsplit(address)
    options = {
        "endpoint_url": f"{url.scheme}://{url.netloc.rpartition('@')[2]}",
        "access_key": unquote(url.username or ""),
        "secret_key": unquote(url.password or ""),
        "bucket_name": url.path.strip("/"),
        "region_name": dict(parse_qsl(url.query)).get("region", "us-east-1"),
        "location": location,
    }
    return {"BACKEND": BUCKET, "OPTIONS": options}
