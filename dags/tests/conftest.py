"""A real Airflow for the tests: its home and database in a temporary folder, gone when they end.

Kith is real too: its launcher and jar, with a project folder of the tests' own, so that they may have environments, an
invented authority and lakes without touching those of the checkout.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

PROJECT = Path(__file__).resolve().parents[2]
DAGS = PROJECT / "dags"

# Airflow reads its settings when it is imported first; those of the user's own Airflow must not reach the tests.
AIRFLOW_HOME = tempfile.TemporaryDirectory(prefix="kith-airflow-")
for name in [name for name in os.environ if name.startswith("AIRFLOW_")]:
    del os.environ[name]
os.environ.update(
    AIRFLOW_HOME=AIRFLOW_HOME.name,
    AIRFLOW__CORE__DAGS_FOLDER=str(DAGS),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
)

NIGHT = "2025-10-26"
AFTER_THE_NIGHT = datetime(2025, 10, 27, 3, tzinfo=UTC)


class Kith:
    """A project folder of Kith for the tests."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def environment(self, name: str, lake: str = "lake", source: str = "extracts") -> str:
        """Adds an environment and returns its name."""
        text = (
            f"authority_code: 840\nlake: {lake}\n"
            f"sources:\n- {{system: ssd, at: {source}}}\n- {{system: benchmark, kind: folder, at: conf/benchmarks}}\n"
            "secret:\n  make_beside_lake: true\nspark:\n  master: local[2]\n"
        )
        (self.home / "conf" / "environments" / f"{name}.yaml").write_text(text)
        return name

    def run(self, *arguments: str) -> str:
        return subprocess.run(
            [self.home / "jobs" / "bin" / "kith", *arguments], check=True, text=True, stdout=subprocess.PIPE
        ).stdout


@pytest.fixture(scope="session")
def kith(tmp_path_factory: pytest.TempPathFactory) -> Kith:
    """Kith with the night of the clock change in October 2025 of an invented authority."""
    subprocess.run([PROJECT / "jobs" / "bin" / "kith", "--version"], check=True)
    home = tmp_path_factory.mktemp("kith")
    for part in ["conf", "sql", "jobs/bin", "jobs/src/main", "jobs/simulator/src"]:
        shutil.copytree(PROJECT / part, home / part)
    for part in ["pom.xml", "jobs/pom.xml", "jobs/simulator/pom.xml"]:
        shutil.copy2(PROJECT / part, home / part)
    (home / "jobs" / "target").symlink_to(PROJECT / "jobs" / "target")
    kith = Kith(home)
    kith.environment("test")
    kith.run(
        *["simulate", "--children-in-care", "30", "--years", "2", "--seed", "7"],
        *["--business-date", NIGHT, "--out", str(home / "extracts")],
    )
    return kith


@pytest.fixture(scope="session")
def airflow() -> "Airflow":
    from airflow.utils.db import initdb

    initdb()
    return Airflow()


@pytest.fixture(scope="session")
def loaded(airflow: "Airflow", kith: Kith) -> "Run":
    """The night run by Airflow's own command, once for all tests."""
    settings = {"KITH_HOME": str(kith.home), "KITH_ENV": "test"}
    ended = airflow.command("dags", "test", "nightly", AFTER_THE_NIGHT.isoformat(), environment=settings)
    assert ended.returncode == 0, ended.stdout[-5000:]
    return airflow.last_run("nightly")


@pytest.fixture
def workers(kith: Kith, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The settings of the workers: Kith's folder and environment."""
    monkeypatch.setenv("KITH_HOME", str(kith.home))
    monkeypatch.setenv("KITH_ENV", "test")
    return monkeypatch


class Airflow:
    """Runs DAGs and reads what Airflow recorded of them."""

    def dags(self):
        """All DAGs, read from their files as the scheduler and the workers read them."""
        from airflow.dag_processing.dagbag import BundleDagBag

        return BundleDagBag(dag_folder=DAGS, bundle_path=DAGS, bundle_name="dags-folder")

    def write_to_database(self) -> None:
        """Lets the scheduler know the DAGs, as the DAG processor does."""
        from airflow.dag_processing.bundles.manager import DagBundlesManager
        from airflow.dag_processing.dagbag import sync_bag_to_db

        with session() as records:
            DagBundlesManager().sync_bundles_to_db(session=records)
        sync_bag_to_db(self.dags(), "dags-folder", None)

    def dag(self, dag_id: str):
        """A DAG as Airflow reads it from its file, with waits short enough for a test."""
        dag = self.dags().dags[dag_id]
        for task in dag.tasks:
            task.retry_delay = timedelta(seconds=1)
            if hasattr(task, "poke_interval"):
                task.poke_interval = 1
        return dag

    def test(self, dag, only: list[str] | None = None, **arguments) -> "Run":
        """Runs a DAG, or only some of its tasks, as ``airflow dags test`` does."""
        part = dag.partial_subset(only, include_upstream=False) if only else dag
        return Run(dag.dag_id, part.test(**arguments).run_id)

    def command(self, *arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """A command of Airflow's own command line."""
        return subprocess.run(
            [Path(sys.executable).parent / "airflow", *arguments],
            env=os.environ | environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def last_run(self, dag_id: str) -> "Run":
        from airflow.models.dagrun import DagRun

        with session() as records:
            newest = select(DagRun.run_id).where(DagRun.dag_id == dag_id).order_by(DagRun.id.desc())
            return Run(dag_id, records.scalars(newest).first())


@dataclass
class Run:
    """What Airflow recorded of a run of a DAG."""

    dag_id: str
    run_id: str

    def tasks(self) -> dict[str, tuple[str, int]]:
        """State and try number of every task."""
        from airflow.models.taskinstance import TaskInstance

        with session() as records:
            rows = records.scalars(self.rows(TaskInstance))
            return {row.task_id: (str(row.state), row.try_number) for row in rows}

    def returned(self, task_id: str):
        """What a task returned."""
        from airflow.models.xcom import XComModel

        with session() as records:
            rows = self.rows(XComModel).where(XComModel.task_id == task_id, XComModel.key == "return_value")
            return records.scalars(rows).one().value

    def rows(self, model):
        return select(model).where(model.dag_id == self.dag_id, model.run_id == self.run_id)


def session():
    from airflow.utils.session import create_session

    return create_session()
