"""The protocol of Amazon's object store, spoken to a server on this machine; skipped without `s3fs` and `moto`."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

s3fs = pytest.importorskip("s3fs", reason="needs s3fs, which reads the store")
server = pytest.importorskip("moto.server", reason="needs moto[server], which stands for the store")

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a store listens that has one bucket, `news`, with the seeds in it."""
    running = server.ThreadedMotoServer(port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    at = f"http://{host}:{port}"
    bucket(at).mkdir("news")
    for path in SEEDS.glob("*.txt"):
        bucket(at).pipe_file(f"news/seeds/{path.name}", path.read_bytes())
    yield at
    running.stop()


def bucket(address: str) -> Any:
    return s3fs.S3FileSystem(key="k", secret="s", endpoint_url=address, skip_instance_cache=True)


def run(address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    told: Mapping[str, str] = {
        "AWS_ACCESS_KEY_ID": "k",
        "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
        "PATH": str(Path(sys.executable).parent),
    }
    command = [sys.executable, "-m", "checker", *arguments]
    return subprocess.run(command, env=told, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("engine", [(), ("--engine", "dask", "--jobs", "2")], ids=["alone", "dask"])
def test_a_bucket_is_checked_and_the_report_put_there(address: str, tmp_path: Path, engine: tuple[str, ...]) -> None:
    if engine:
        pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    done = run(address, "check", "s3://news/seeds", "-q", "-o", "s3://news/out/r.json", *engine)
    assert (done.returncode, done.stderr) == (0, "")
    here = tmp_path / "r.json"
    assert run(address, "check", str(SEEDS), "-q", "-o", str(here)).returncode == 0
    assert bucket(address).cat_file("news/out/r.json") == here.read_bytes()


@pytest.mark.parametrize("place", ["s3://news/nothing", "s3://nobody/seeds"])
def test_what_is_not_there_is_told_in_a_line(address: str, place: str) -> None:
    done = run(address, "check", place, "-q")
    assert done.returncode == 2
    assert done.stderr == f"checker: {place}: does not exist; check the address\n"


def test_a_store_that_nobody_answers_for_is_told_in_a_line() -> None:
    done = run("http://127.0.0.1:9", "check", "s3://news/seeds", "-q")
    assert done.returncode == 2
    assert done.stderr.startswith("checker: s3://news/seeds: cannot be reached (")
    assert done.stderr.count("\n") == 1
