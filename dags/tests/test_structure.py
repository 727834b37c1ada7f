"""The DAGs as Airflow reads them."""

import subprocess
import sys

from conftest import DAGS


def test_the_files_are_read_without_an_error(airflow):
    dags = airflow.dags()

    assert dags.import_errors == {}
    assert set(dags.dags) == {"nightly", "quarter_end"}


def test_a_waiting_night_leaves_room_for_another_and_nothing_runs_for_the_time_before_airflow(airflow):
    dags = airflow.dags().dags
    assert {name: dag.max_active_runs for name, dag in dags.items()} == {"nightly": 5, "quarter_end": 1}
    for dag in dags.values():
        assert dag.catchup is False
        assert dag.doc_md


def test_the_scheduler_knows_the_next_run_of_each(airflow):
    from airflow.models.dag import DagModel
    from conftest import session
    from sqlalchemy import select

    airflow.write_to_database()

    with session() as records:
        due = dict(records.execute(select(DagModel.dag_id, DagModel.next_dagrun_create_after)).all())
    assert set(due) == {"nightly", "quarter_end"}
    assert all(due.values())


def test_a_night_waits_for_its_extract_and_then_runs_the_stages_in_order(airflow):
    dag = airflow.dag("nightly")

    assert order(dag) == [
        "business_date",
        "wait_for_extract",
        "extract",
        "conform",
        "marts",
        "publish",
        "warehouse_file",
    ]


def test_a_quarter_waits_for_its_working_day_and_is_checked_after_it_is_made(airflow):
    dag = airflow.dag("quarter_end")

    assert order(dag)[:5] == [
        "quarter",
        "figures_are_published",
        "working_day",
        "wait_for_working_day",
        "backfill",
    ]
    checks = dag.get_task("backfill").downstream_list
    assert checks
    assert {task.task_id for task in checks} == set(order(dag)[5:])


def test_every_command_is_tried_for_an_hour_and_ends_some_time(airflow):
    from kith_tasks import KithCommand

    commands = [task for dag in airflow.dags().dags.values() for task in dag.tasks if isinstance(task, KithCommand)]

    assert {"extract", "conform", "marts", "publish", "backfill"} <= {task.task_id for task in commands}
    for task in commands:
        assert task.retries * task.retry_delay.total_seconds() == 3600
        assert task.execution_timeout is not None


def test_every_task_but_the_wait_for_a_date_has_tries_of_its_own_and_tells_when_it_fails(airflow):
    for dag in airflow.dags().dags.values():
        for task in dag.tasks:
            assert task.retries > 0 or task.task_id == "wait_for_working_day", task.task_id
            assert task.has_on_failure_callback, task.task_id


def test_waiting_holds_no_worker_slot(airflow):
    waits = [
        airflow.dag("nightly").get_task("wait_for_extract"),
        airflow.dag("quarter_end").get_task("wait_for_working_day"),
    ]

    assert [task.mode for task in waits] == ["reschedule", "reschedule"]


def test_reading_the_files_runs_no_command_and_reads_no_setting():
    reading = """
import sys
from pathlib import Path
from airflow.dag_processing.dagbag import BundleDagBag

def read():
    sys.modules.pop("kith_tasks", None)
    return BundleDagBag(dag_folder=Path.cwd(), bundle_path=Path.cwd(), bundle_name="dags-folder")

def refuse(event, arguments):
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"):
        raise RuntimeError(f"{event} while a DAG file is read")
    if event == "open" and "/conf/" in str(arguments[0]):
        raise RuntimeError(f"{arguments[0]} is opened while a DAG file is read")

read()  # Airflow's own set-up may run commands.
sys.addaudithook(refuse)
dags = read()
sys.exit(str(dags.import_errors) if dags.import_errors or len(dags.dags) != 2 else 0)
"""

    ended = subprocess.run([sys.executable, "-c", reading], cwd=DAGS, capture_output=True, text=True)

    assert ended.returncode == 0, ended.stderr


def order(dag) -> list[str]:
    return [task.task_id for task in dag.topological_sort()]
