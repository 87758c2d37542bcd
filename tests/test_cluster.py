"""A build whose work is done by the workers of a Dask scheduler writes the same bytes, whatever happens to them."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.crew import Crew
from generator.problems import BuildFailed
from tests.dask_cluster import RunningCluster, running_cluster
from tests.sites import build_at, differences, files_in, release, write_site
from tests.test_crew import MANY, refuse


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    """Run two workers of two threads each, as `dask worker` does by itself on a machine of two processors."""
    with running_cluster(tmp_path_factory.mktemp("cluster"), threads=2) as running:
        yield running


def end_worker(_: None, items: list[int]) -> list[int]:
    if MANY - 1 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return items


def end_one_worker(mark: str, items: list[int]) -> list[int]:
    if MANY // 2 in items and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return items


def overlap(folder: str, items: list[int]) -> list[int]:
    """Leave a mark when two batches are worked on in one process at once."""
    mark = Path(folder, str(os.getpid()))
    if mark.exists():
        Path(folder, "two at once").touch()
    mark.touch()
    time.sleep(0.01)
    mark.unlink()
    return items


def work_slowly(_: None, items: list[int]) -> list[int]:
    time.sleep(0.3)
    return items


def archive(folder: Path) -> Path:
    return write_site(
        folder,
        {
            f"content/releases/{number:03}.md": release(
                f"Release {number}",
                f"Words *of* {number}.\n\n- a\n\n- b [c][{number}]\n\n[{number}]: /{number}/",
                date=f"{2000 + number % 20}-03-04",
                tags=f"[tag {number % 7}]",
            )
            for number in range(300)
        },
    )


def test_a_cluster_writes_the_same_bytes(tmp_path: Path, cluster: RunningCluster) -> None:
    build_at(archive(tmp_path / "site"), jobs=1, output=tmp_path / "here")
    report = build_at(archive(tmp_path / "other"), executor=cluster.address, output=tmp_path / "there")
    assert report.rendered == report.pages > 500
    assert list(differences(files_in(tmp_path / "here"), files_in(tmp_path / "there"))) == []


def test_a_worker_works_on_one_batch_at_a_time(tmp_path: Path, cluster: RunningCluster) -> None:
    with Crew(1, cluster.address) as crew:
        assert list(crew.work(overlap, str(tmp_path), range(MANY))) == list(range(MANY))
    assert list(tmp_path.iterdir()) == []


def test_what_a_worker_was_at_when_it_ended_is_done_by_another(tmp_path: Path, cluster: RunningCluster) -> None:
    with Crew(1, cluster.address) as crew:
        done = list(crew.work(end_one_worker, str(tmp_path / "ended"), range(MANY)))
    assert (tmp_path / "ended").exists()
    assert done == list(range(MANY))


def test_a_refusal_keeps_its_problems_on_the_way_from_a_worker(cluster: RunningCluster) -> None:
    with Crew(1, cluster.address) as crew, pytest.raises(BuildFailed) as failed:
        list(crew.work(refuse, "it is wrong", range(MANY)))
    (problem,) = failed.value.problems
    assert str(problem) == "layouts/a.html:3: error: it is wrong"


def test_a_scheduler_that_ends_in_the_middle_is_named(tmp_path: Path) -> None:
    with running_cluster(tmp_path) as cluster, Crew(1, cluster.address) as crew:
        threading.Timer(1, cluster.scheduler.kill).start()
        with pytest.raises(BuildFailed, match="is gone"):
            list(crew.work(work_slowly, None, range(MANY)))


def test_nothing_is_published_without_a_scheduler(tmp_path: Path) -> None:
    site = archive(tmp_path)
    with pytest.raises(BuildFailed, match="there is no Dask scheduler"):
        build_at(site, executor="tcp://127.0.0.1:1")
    assert not (site / "output").exists()
