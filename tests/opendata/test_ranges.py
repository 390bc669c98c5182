"""A download that was cut off goes on where it stopped."""

from contextlib import closing

import pytest
from django.test import RequestFactory

from programmes.opendata.ranges import file_response
from programmes.opendata.snapshot import File

TAG = '"a"'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    return File(path, 10, "")


def asked(file, method="GET", **headers):
    """Return status, Content-Range, Content-Length and body."""
    request = RequestFactory().generic(method, "/", headers=headers)
    response = file_response(request, file, TAG)
    answer = [response.headers.get(name) for name in ("Content-Range", "Content-Length")]
    with closing(response):
        return response.status_code, *answer, b"".join(response)


WHOLE = (200, None, "10", b"0123456789")


@pytest.mark.parametrize(
    ("range_", "answer"),
    [
        ("bytes=0-0", (206, "bytes 0-0/10", "1", b"0")),
        ("bytes=2-5", (206, "bytes 2-5/10", "4", b"2345")),
        ("bytes=7-", (206, "bytes 7-9/10", "3", b"789")),
        ("bytes=7-99", (206, "bytes 7-9/10", "3", b"789")),
        ("bytes=-4", (206, "bytes 6-9/10", "4", b"6789")),
        ("bytes=-99", (206, "bytes 0-9/10", "10", b"0123456789")),
        ("bytes=10-", (416, "bytes */10", None, b"")),
        ("bytes=-0", (416, "bytes */10", None, b"")),
        ("bytes=5-2", WHOLE),
        ("bytes=0-1,3-4", WHOLE),
        ("bytes=-", WHOLE),
        ("bytes=" + "9" * 30 + "-", WHOLE),
        ("lines=0-1", WHOLE),
        ("", WHOLE),
    ],
)
def test_a_range_of_bytes(file, range_, answer):
    assert asked(file, range=range_) == answer


def test_head_asks_for_the_whole_file(file):
    assert asked(file, "HEAD", range="bytes=0-1")[:3] == WHOLE[:3]


def test_a_range_of_a_file_that_changed_is_the_whole_file(file):
    part = (206, "bytes 7-9/10", "3", b"789")
    assert asked(file, range="bytes=7-", if_range=TAG) == part
    assert asked(file, range="bytes=7-", if_range='"b"') == WHOLE
