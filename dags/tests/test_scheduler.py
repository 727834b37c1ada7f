"""Nights in a running Airflow: API server, DAG processor and scheduler as processes of their own, as on a worker."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import NIGHT, Kith

OTHER_NIGHT = "2025-10-27"
SERVICES = [["api-server", "--workers", "1"], ["dag-processor"], ["scheduler"]]


class Services:
    """A running Airflow with a home and database of its own."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        self.home = home
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW_")}
        self.environment |= settings
        self.processes: list[subprocess.Popen] = []

    def command(self, *arguments: str) -> str:
        return subprocess.run(
            [Path(sys.executable).parent / "airflow", *arguments],
            env=self.environment,
            text=True,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ).stdout

    def start(self, service: list[str], port: int) -> None:
        place = ["--host", "127.0.0.1", "--port", str(port)] if service[0] == "api-server" else []
        with open(self.home / f"{service[0]}.log", "w") as log:
            self.processes.append(
                subprocess.Popen(
                    [Path(sys.executable).parent / "airflow", *service, *place],
                    env=self.environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)

    def trigger(self, dag_id: str, run_id: str, **parameters: str) -> None:
        self.command("dags", "trigger", dag_id, "--run-id", run_id, "--conf", json.dumps(parameters))

    def states(self, dag_id: str, run_id: str) -> dict[str, str]:
        """What the database says, since the command line takes seconds to start and is asked often."""
        with sqlite3.connect(f"file:{self.home}/airflow.db?mode=ro", uri=True, timeout=30) as records:
            query = "select task_id, state from task_instance where dag_id = ? and run_id = ?"
            return dict(records.execute(query, (dag_id, run_id)).fetchall())

    def knows(self, dag_id: str) -> bool:
        with sqlite3.connect(f"file:{self.home}/airflow.db?mode=ro", uri=True, timeout=30) as records:
            found = records.execute("select 1 from serialized_dag where dag_id = ?", (dag_id,))
            return found.fetchone() is not None

    def logs(self) -> str:
        return "".join(file.read_text(errors="replace") for file in (self.home / "logs").rglob("*.log"))


@pytest.fixture(scope="module")
def services(kith: Kith, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    home = tmp_path_factory.mktemp("airflow")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kith.environment("scheduled", lake="scheduled-lake", source="scheduled")
    services = Services(
        home,
        {
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(Path(__file__).resolve().parents[1]),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
            "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
            "AIRFLOW__API_AUTH__JWT_SECRET": "a-secret-of-this-test-and-of-nothing-else",
            "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
            "KITH_HOME": str(kith.home),
            "KITH_ENV": "scheduled",
        },
    )
    services.command("db", "migrate")
    try:
        for service in SERVICES:
            services.start(service, port)
        until(lambda: services.knows("nightly") and services.knows("quarter_end"), services)
        services.command("dags", "unpause", "quarter_end")
        services.command("dags", "unpause", "nightly")
        yield services
    finally:
        services.stop()


def test_a_night_that_waits_lets_another_run_and_both_say_how_they_stand(services: Services, kith: Kith):
    shutil.copytree(kith.home / "extracts" / NIGHT, kith.home / "scheduled" / NIGHT)

    services.trigger("nightly", "waits", business_date=OTHER_NIGHT)
    until(lambda: services.states("nightly", "waits").get("wait_for_extract") == "up_for_reschedule", services)
    services.trigger("nightly", "runs", business_date=NIGHT)
    until(lambda: services.states("nightly", "runs").get("publish") == "success", services)

    assert services.states("nightly", "waits")["wait_for_extract"] == "up_for_reschedule"
    pointer = json.loads((kith.home / "scheduled-lake/published/current.json").read_text())
    assert pointer["business_date"] == NIGHT
    assert f"{kith.home}/scheduled/{OTHER_NIGHT} is not there" in services.logs()


def test_a_broken_night_fails_at_its_first_try_and_tells_of_it(services: Services, kith: Kith):
    night = kith.home / "scheduled" / OTHER_NIGHT
    broken = kith.home / "scheduled-broken"
    shutil.copytree(kith.home / "extracts" / NIGHT, broken)
    (broken / "_COMPLETE").write_text("business_date,2025-10-27\nssd_person,1\n")
    broken.rename(night)

    services.trigger("nightly", "breaks", business_date=OTHER_NIGHT)
    until(lambda: services.states("nightly", "breaks").get("extract") == "failed", services)
    until(lambda: services.states("nightly", "breaks").get("publish") == "upstream_failed", services)

    assert "Kith: nightly.extract failed after 1 tries" in services.logs()


def until(holds: Callable[[], bool], services: Services, seconds: int = 600) -> None:
    """Waits until a condition holds; if it never does, shows what the services printed."""
    end = time.monotonic() + seconds
    while not holds():
        printed = {file.name: file.read_text(errors="replace")[-1500:] for file in services.home.glob("*.log")}
        assert time.monotonic() < end, f"it never held; the services printed {printed}"
        time.sleep(2)
